/** Bound of what is imported, sent or fetched. */
export const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;
export const FETCH_TIMEOUT_MS = 30_000;
export const PARSE_TIMEOUT_MS = 120_000;
/** A JSON text of 64 MiB takes about 1.5 GiB with its normalised copy. */
export const PARSE_HEAP_MIB_MAX = 3_072;

export const importStates = ["queued", "running", "done", "failed"] as const;
export type ImportState = (typeof importStates)[number];

/** What is sent to be imported: the bytes, or where they are. */
export type ImportSource = { content: Uint8Array; mediaType: string } | { url: string };

/** What comes with every upload of a description; others are refused with 415. */
export const documentMediaTypes = [
  "application/json",
  "application/vnd.oai.openapi+json",
  "application/vnd.oai.openapi",
  "application/openapi+json",
  "application/openapi+yaml",
  "application/yaml",
  "application/x-yaml",
  "text/yaml",
  "text/x-yaml",
  "text/plain",
  "application/octet-stream",
] as const;

/**
 * Whether a JSON body says where the description is (`{ "url": … }`) or holds it as text (`{ "text": … }`), instead of being
 * one: known by its first member, which no description has, without parsing 64 MiB of JSON on the request path.
 */
export function isImportRequest(content: Uint8Array): boolean {
  const start = new TextDecoder().decode(content.subarray(0, 200));
  return /^\uFEFF?\s*\{\s*"(?:url|text)"\s*:/.test(start);
}
