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
  return changeAt(value, pointerTokens(pointer) ?? [], 0, () => member);
}

/** A copy of a JSON value without the member at the pointer; the same value where there is none. */
export function removeAt(value: unknown, pointer: string): unknown {
  const tokens = pointerTokens(pointer) ?? [];
  return tokens.length > 0 && hasAt(value, tokens) ? changeAt(value, tokens, 0, () => REMOVED) : value;
}

/** A copy of a JSON value with the member at the pointer changed; the same value where there is none. */
export function mapAt(value: unknown, pointer: string, change: (member: unknown) => unknown): unknown {
  const tokens = pointerTokens(pointer) ?? [];
  return hasAt(value, tokens) ? changeAt(value, tokens, 0, change) : value;
}

const REMOVED = Symbol("removed");

/** Copies only what lies on the way to the member. */
function changeAt(
  value: unknown,
  tokens: readonly string[],
  depth: number,
  change: (member: unknown) => unknown,
): unknown {
  const token = tokens[depth];
  if (token === undefined) return change(value);
  if (Array.isArray(value)) {
    const index = token === "-" ? value.length : Number(token);
    const copy = [...value];
    if (!Number.isInteger(index) || index < 0 || index > value.length) return copy;
    const changed = changeAt(value[index], tokens, depth + 1, change);
    if (changed === REMOVED) copy.splice(index, 1);
    else copy[index] = changed;
    return copy;
  }
  const copy: Record<string, unknown> = typeof value === "object" ? { ...value } : {};
  const changed = changeAt(ownMember(copy, token), tokens, depth + 1, change);
  if (changed === REMOVED) return without(copy, token);
  // An assignment would be a way to what all objects share.
  if (token === "__proto__") Object.defineProperty(copy, token, { ...PLAIN_MEMBER, value: changed });
  else copy[token] = changed;
  return copy;
}

/** A copy, because an object from which a member was deleted is slow for whoever reads it next. */
function without(members: Record<string, unknown>, name: string): Record<string, unknown> {
  const { [name]: _, ...rest } = members;
  return rest;
}

const PLAIN_MEMBER = { configurable: true, enumerable: true, writable: true };

/** Whether there is a member at the tokens of a pointer, own members only. */
export function hasAt(value: unknown, tokens: readonly string[]): boolean {
  let at = value;
  for (const token of tokens) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, token)) return false;
    at = Reflect.get(at, token);
  }
  return true;
}

/** Own members only: a body must not reach what all objects share. */
function ownMember(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
