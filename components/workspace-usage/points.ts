interface Trend {
  from: string;
  to: string;
  interval: string;
  rows: { at?: string | undefined; calls: number; errors: number }[];
}

export interface CallPoint extends Record<string, number | string> {
  at: string;
  answered: number;
  errors: number;
}

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A point for each interval of the time that was asked for; where nobody called it is zero, not a gap. */
export function toPoints({ from, to, interval, rows }: Trend): CallPoint[] {
  const unitMs = UNIT_MS[interval] ?? Number.POSITIVE_INFINITY;
  const known = new Map(rows.map((row) => [Date.parse(row.at ?? from), row]));
  const count = Math.ceil((Date.parse(to) - Date.parse(from)) / unitMs);
  return Array.from({ length: count }, (_, index) => {
    const atMs = Date.parse(from) + index * unitMs;
    const { calls = 0, errors = 0 } = known.get(atMs) ?? {};
    return { at: new Date(atMs).toISOString(), answered: calls - errors, errors };
  });
}

/** `0.4 %`: a part of the whole, and nothing without calls. */
export function shareInWords(part: number, whole: number): string {
  if (whole === 0) return "–";
  return `${((part / whole) * 100).toLocaleString("en-GB", { maximumFractionDigits: 1 })} %`;
}

/** `1.4 MiB`. */
export function bytesInWords(bytes: number): string {
  const unit = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${(bytes / 1024 ** unit).toLocaleString("en-GB", { maximumSignificantDigits: 3 })} ${units[unit]}`;
}

const units = ["B", "KiB", "MiB", "GiB", "TiB"];
