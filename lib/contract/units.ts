import { z } from "zod";

const MS_PER_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const BYTES_PER_UNIT = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;

/** Milliseconds in a duration such as `500ms`, `60s`, `5m`, `1h`, `30d`; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text);
  return match ? Number(match[1]) * MS_PER_UNIT[match[2] as keyof typeof MS_PER_UNIT] : undefined;
}

/** Bytes in a size such as `64KiB` or `1MiB`; undefined when the text is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d{1,9})(B|KiB|MiB|GiB)$/.exec(text);
  return match ? Number(match[1]) * BYTES_PER_UNIT[match[2] as keyof typeof BYTES_PER_UNIT] : undefined;
}

/** A duration as people write it in policies and files. It stays text, so that a document reads back as it was written. */
export const duration = z.string().refine((text) => parseDuration(text) !== undefined, {
  message: "is not a duration such as 500ms, 60s, 5m, 1h or 30d",
});

/** A size in bytes as people write it in policies and files. */
export const size = z.string().refine((text) => parseSize(text) !== undefined, {
  message: "is not a size such as 64KiB or 1MiB",
});

/** Milliseconds of a duration that its schema has already accepted. */
export function milliseconds(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new TypeError(`${text} is not a duration`);
  return ms;
}

/** Bytes of a size that its schema has already accepted. */
export function bytes(text: string): number {
  const count = parseSize(text);
  if (count === undefined) throw new TypeError(`${text} is not a size`);
  return count;
}

/** A whole number of milliseconds in the largest unit that holds it exactly: 60,000 is `1m`. */
export function formatDuration(ms: number): string {
  return inLargestUnit(ms, MS_PER_UNIT);
}

/** A whole number of bytes in the largest unit that holds it exactly: 1,536 is `1536B`, 2,048 is `2KiB`. */
export function formatSize(count: number): string {
  return inLargestUnit(count, BYTES_PER_UNIT);
}

function inLargestUnit(count: number, sizes: Record<string, number>): string {
  const units = Object.entries(sizes);
  const [unit, factor] = units.findLast(([, factor]) => count % factor === 0 && count > 0) ?? units[0] ?? ["", 1];
  return `${count / factor}${unit}`;
}
