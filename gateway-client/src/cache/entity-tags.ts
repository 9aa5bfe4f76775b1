/** Entity tags of an `If-None-Match` or `If-Match` value; `*` is one. Quotes are kept, white space around is not. */
export function entityTags(value: string): string[] {
  return value.match(/(?:W\/)?"[^"]*"|[^\s,][^,]*/g)?.map((tag) => tag.trim()) ?? [];
}

/** Weak comparison (RFC 9110, 8.8.3.2). */
export function isSameTag(one: string, other: string): boolean {
  return withoutWeakness(one) === withoutWeakness(other);
}

/** A strong entity tag says that two bodies are the same byte for byte. */
export function isStrongTag(tag: string): boolean {
  return tag.startsWith('"');
}

function withoutWeakness(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}
