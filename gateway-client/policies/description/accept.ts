import { essenceOf, mediaTypeParameter, rangeRank } from "./media-type.ts";

/**
 * Of what can be sent, what the caller likes best by `Accept` (RFC 9110, 12.5.1); of equals the earlier one. Where nothing is
 * acceptable, the first one: a caller may well read it.
 */
export function preferredContent<T extends { readonly mediaType: string }>(
  contents: readonly T[],
  accept: string | undefined,
): T | undefined {
  const ranges = (accept ?? "*/*").split(",").map((range) => ({
    essence: essenceOf(range),
    quality: Number(mediaTypeParameter(range, "q") ?? 1),
  }));
  let best: T | undefined;
  let most = 0;
  for (const content of contents) {
    const quality = qualityOf(essenceOf(content.mediaType), ranges);
    if (quality <= most) continue;
    best = content;
    most = quality;
  }
  return best ?? contents[0];
}

/** That of the closest range; a described range is as good as what it holds. */
function qualityOf(essence: string, ranges: readonly { essence: string; quality: number }[]): number {
  let quality = 0;
  let rank = 0;
  for (const range of ranges) {
    const own = Math.max(rangeRank(range.essence, essence), rangeRank(essence, range.essence));
    if (own <= rank) continue;
    rank = own;
    quality = range.quality;
  }
  return quality;
}
