/** `412 k`, `1.2 M`: for figures whose size matters more than their last digit. */
export function compactNumber(value: number): string {
  const step = steps.find(({ from }) => Math.abs(value) >= from);
  if (step === undefined || Math.abs(value) < EXACT_BELOW) return plain.format(value);
  return `${short.format(value / step.from)} ${step.name}`;
}

/** `1,204,881`. */
export function plainNumber(value: number): string {
  return plain.format(value);
}

/** Four digits still read at a glance. */
const EXACT_BELOW = 10_000;

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

const steps = [
  { from: 1e9, name: "G" },
  { from: 1e6, name: "M" },
  { from: 1e3, name: "k" },
];
