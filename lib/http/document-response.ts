import { gunzipSync } from "node:zlib";

/** The bytes never change under their hash; who may see them can, so caches ask again. */
const CACHE_CONTROL = "private, no-cache";

/** A description byte for byte. Never rendered by a browser: it is a stranger's text. */
export function sourceResponse(document: {
  source: Uint8Array<ArrayBuffer>;
  mediaType: string;
  sha256: string;
}): Response {
  return new Response(document.source, {
    headers: {
      "content-type": document.mediaType || "application/octet-stream",
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
      "cache-control": CACHE_CONTROL,
      etag: `"${document.sha256}"`,
    },
  });
}

/** A normalised description, as it is stored where the client takes gzip. */
export function normalisedResponse(
  request: Request,
  document: { normalised: Uint8Array<ArrayBuffer>; normalisedSha256: string },
): Response {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request.headers.get("accept-encoding") ?? "");
  const body = takesGzip ? document.normalised : Uint8Array.from(gunzipSync(document.normalised));
  return new Response(body, {
    headers: {
      "content-type": "application/json",
      ...(takesGzip ? { "content-encoding": "gzip" } : {}),
      vary: "accept-encoding",
      "x-content-type-options": "nosniff",
      "cache-control": CACHE_CONTROL,
      etag: `"${document.normalisedSha256}${takesGzip ? "-gzip" : ""}"`,
    },
  });
}
