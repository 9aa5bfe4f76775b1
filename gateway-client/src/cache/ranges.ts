/** Bytes from `first` to `last`, both counted in. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range that a `Range` value asks for of a body of so many bytes (RFC 9110, 14.1.2): `unsatisfiable` where it begins
 * behind the end, undefined where the field is to be ignored: another unit, several ranges, or none that can be read.
 */
export function parseRange(value: string, length: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=[\t ]*(\d*)-(\d*)[\t ]*$/i.exec(value);
  const [, firstText = "", lastText = ""] = match ?? [];
  if (match === null || (firstText === "" && lastText === "")) return undefined;
  if (firstText === "") {
    const count = Number(lastText);
    return count === 0 || length === 0 ? "unsatisfiable" : { first: Math.max(0, length - count), last: length - 1 };
  }
  const first = Number(firstText);
  const last = lastText === "" ? length - 1 : Number(lastText);
  if (lastText !== "" && last < first) return undefined;
  return first >= length ? "unsatisfiable" : { first, last: Math.min(last, length - 1) };
}

/** A part's place in the whole, by its `Content-Range` (RFC 9110, 14.4); undefined where the whole's length is not known. */
export function parseContentRange(value: string | undefined): (ByteRange & { readonly length: number }) | undefined {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/i.exec(value ?? "");
  if (match === null) return undefined;
  const [first = 0, last = 0, length = 0] = match.slice(1).map(Number);
  return first <= last && last < length ? { first, last, length } : undefined;
}
