/** The reference tokens of a JSON Pointer (RFC 6901); undefined when the text is none. */
export function pointerTokens(pointer: string): string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A copy of a JSON value with a member at the pointer; objects on the way are made. An array's `-` appends. */
export function setAt(value: unknown, pointer: string, member: unknown): unknown {
  return changeAt(value, pointerTokens(pointer) ?? [], () => member);
}

/** A copy of a JSON value without the member at the pointer; the same value where there is none. */
export function removeAt(value: unknown, pointer: string): unknown {
  const tokens = pointerTokens(pointer) ?? [];
  return tokens.length > 0 && hasAt(value, tokens) ? changeAt(value, tokens, () => REMOVED) : value;
}

/** A copy of a JSON value with the member at the pointer changed; the same value where there is none. */
export function mapAt(value: unknown, pointer: string, change: (member: unknown) => unknown): unknown {
  const tokens = pointerTokens(pointer) ?? [];
  return hasAt(value, tokens) ? changeAt(value, tokens, change) : value;
}

const REMOVED = Symbol("removed");

function changeAt(value: unknown, tokens: readonly string[], change: (member: unknown) => unknown): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return change(value);
  if (Array.isArray(value)) return changeItem(value, token === "-" ? value.length : Number(token), rest, change);
  // Own members only: a body must not reach what all objects share.
  const members = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const changed = changeAt(members.get(token), rest, change);
  if (changed === REMOVED) members.delete(token);
  else members.set(token, changed);
  return Object.fromEntries(members);
}

function changeItem(
  items: readonly unknown[],
  index: number,
  rest: readonly string[],
  change: (member: unknown) => unknown,
): unknown[] {
  const copy = [...items];
  if (!Number.isInteger(index) || index < 0 || index > items.length) return copy;
  const changed = changeAt(items[index], rest, change);
  if (changed === REMOVED) copy.splice(index, 1);
  else copy[index] = changed;
  return copy;
}

/** Whether there is a member at the tokens of a pointer, own members only. */
export function hasAt(value: unknown, tokens: readonly string[]): boolean {
  const [token, ...rest] = tokens;
  if (token === undefined) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return false;
  return hasAt(new Map(Object.entries(value)).get(token), rest);
}
