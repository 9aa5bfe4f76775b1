import { canonicalJson } from "../contract/canonical.ts";
import type { EffectiveDocument } from "../contract/snapshot.ts";

/** Effective documents of a version, each kept once: most operations share the one of their API. */
export function documentTable() {
  const all: EffectiveDocument[] = [];
  const indexes = new Map<string, number>();
  return {
    all,
    indexOf(document: EffectiveDocument): number {
      const text = canonicalJson(document);
      const known = indexes.get(text);
      if (known !== undefined) return known;
      indexes.set(text, all.length);
      return all.push(document) - 1;
    },
  };
}
