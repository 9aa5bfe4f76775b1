import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A body that cannot be opened: it is none of its coding, or more than it may be. */
export class BodyFault extends Error {
  readonly isTooLarge: boolean;

  constructor(isTooLarge: boolean) {
    super(isTooLarge ? "is larger than it may be" : "is not what its Content-Encoding says");
    this.name = "BodyFault";
    this.isTooLarge = isTooLarge;
  }
}

/**
 * A held body without its content codings (RFC 9110, 8.4), so that policies can read it.
 *
 * @throws BodyFault also for a coding that the gateway does not know, and for more than `bytesMax` bytes.
 */
export function openBody(bytes: Uint8Array, contentEncoding: string | undefined, bytesMax: number): Uint8Array {
  const codings = (contentEncoding ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  return codings.reverse().reduce((content, coding) => withoutCoding(content, coding, bytesMax), bytes);
}

function withoutCoding(bytes: Uint8Array, coding: string, maxOutputLength: number): Uint8Array {
  if (coding === "" || coding === "identity" || bytes.length === 0) return bytes;
  const decode = decoders.get(coding);
  if (decode === undefined) throw new BodyFault(false);
  try {
    return decode(bytes, { maxOutputLength });
  } catch (error) {
    // zlib says by throwing what is wrong with bytes from outside.
    throw new BodyFault(error instanceof RangeError);
  }
}

const decoders = new Map([
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["deflate", inflateSync],
  ["br", brotliDecompressSync],
]);
