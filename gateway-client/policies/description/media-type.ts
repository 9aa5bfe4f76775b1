/** The media type of a `Content-Type` without its parameters, in lower case (RFC 9110, 8.3.1). */
export function essenceOf(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** A parameter of a `Content-Type`, without its quotes. */
export function mediaTypeParameter(contentType: string, name: string): string | undefined {
  for (const parameter of contentType.match(/;\s*[^=;\s]+\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g) ?? []) {
    const [before = "", ...after] = parameter.slice(1).split("=");
    if (before.trim().toLowerCase() !== name) continue;
    const value = after.join("=").trim();
    return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, "$1") : value;
  }
  return undefined;
}

/** How well a range names a media type; 0 for not at all: the type itself before `application/*+json` before `application/*`. */
export function rangeRank(range: string, essence: string): number {
  const wanted = essenceOf(range);
  if (wanted === essence) return 4;
  if (wanted === "*/*" || wanted === "*") return 1;
  const [type, subtype = ""] = wanted.split("/");
  if (!essence.startsWith(`${type}/`)) return 0;
  if (subtype === "*") return 2;
  return subtype.startsWith("*+") && essence.endsWith(subtype.slice(1)) ? 3 : 0;
}

/** Of what is described for media types and ranges, what fits one best. */
export function findContent<T extends { readonly mediaType: string }>(
  contents: readonly T[],
  essence: string,
): T | undefined {
  let best: T | undefined;
  let rank = 0;
  for (const content of contents) {
    const own = rangeRank(content.mediaType, essence);
    if (own <= rank) continue;
    best = content;
    rank = own;
  }
  return best;
}
