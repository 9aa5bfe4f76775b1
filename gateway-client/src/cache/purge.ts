import type { CachePurge } from "@gatehouse/contract/settings.ts";
import type { AnswerStore } from "./answer-store.ts";

/** Forgets what a purge of one API is meant for. Gives back how many answers. */
export function applyPurge(store: AnswerStore, { api, all, tags, urls }: CachePurge): number {
  if (all) return store.deleteWhere(({ resource }) => resource.apiId === api);
  let count = 0;
  if (tags.length > 0) {
    const meant = new Set(tags);
    count += store.deleteWhere(
      ({ resource, content }) => resource.apiId === api && content.tags.some((tag) => meant.has(tag)),
    );
  }
  for (const url of urls) count += purgeUrl(store, api, url);
  return count;
}

/** A path, with its query where only that is meant; a `*` at the end stands for whatever follows. */
function purgeUrl(store: AnswerStore, apiId: string, url: string): number {
  if (url.endsWith("*")) {
    const beginning = url.slice(0, -1);
    return store.deleteWhere(
      ({ resource }) => resource.apiId === apiId && `${resource.path}?${resource.query}`.startsWith(beginning),
    );
  }
  const mark = url.indexOf("?");
  return mark < 0 ? store.deleteByPath(apiId, url) : store.deleteByPath(apiId, url.slice(0, mark), url.slice(mark + 1));
}
