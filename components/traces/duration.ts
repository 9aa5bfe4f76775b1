const precise = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

/** `0.42 ms`, `1.2 s`. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${precise.format(ms)} ms` : `${precise.format(ms / 1_000)} s`;
}
