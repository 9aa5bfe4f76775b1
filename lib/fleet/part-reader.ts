import { promisify } from "node:util";
import { brotliCompress, constants, gunzip } from "node:zlib";
import { Problem } from "../contract/problem.ts";
import type { Database } from "../db/database.ts";
import { findStoredPart } from "../publishing/queries.ts";

export type PartEncoding = "gzip" | "br" | "identity";

/** Bytes of parts that one process keeps: after a change all gateways of a group ask for the same ones. */
const KEPT_BYTES_MAX = 64 * 1024 * 1024;

/** Reads parts in the encoding that is asked for, the newest read ones from memory. */
export function makePartReader(db: Database) {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  let keptBytes = 0;

  const keep = (key: string, bytes: Uint8Array<ArrayBuffer>) => {
    if (kept.has(key)) return;
    kept.set(key, bytes);
    keptBytes += bytes.length;
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= KEPT_BYTES_MAX) break;
      kept.delete(oldest);
      keptBytes -= length;
    }
  };

  return async (sha256: string, encoding: PartEncoding): Promise<Uint8Array<ArrayBuffer>> => {
    const key = `${encoding} ${sha256}`;
    const known = kept.get(key);
    if (known) return known;
    const row = await findStoredPart(db, sha256);
    if (!row) throw new Problem("not-found");
    const bytes = await encode(row.gzip, encoding);
    keep(key, bytes);
    return bytes;
  };
}

/** Of what the caller accepts (RFC 9110, 12.5.3), the one that costs least here: parts are stored in gzip. */
export function chooseEncoding(acceptEncoding: string | null): PartEncoding {
  const accepted = new Set(
    (acceptEncoding ?? "")
      .toLowerCase()
      .split(",")
      .map((item) => item.split(";").map((part) => part.trim()))
      .filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ""))
      .map(([coding]) => coding),
  );
  if (accepted.has("gzip")) return "gzip";
  return accepted.has("br") ? "br" : "identity";
}

async function encode(stored: Uint8Array<ArrayBuffer>, encoding: PartEncoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === "gzip") return stored;
  const content = await promisify(gunzip)(stored);
  if (encoding === "identity") return Uint8Array.from(content);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return Uint8Array.from(await promisify(brotliCompress)(content, { params }));
}

/** Made while the caller waits. */
const BROTLI_QUALITY = 4;
