/** Directives by their name in lower case: their value, or true where they have none. */
export type Directives = ReadonlyMap<string, string | true>;

/** A qualified directive names fields; an unqualified one is meant for the whole answer. */
export type Qualified = true | readonly string[] | undefined;

/** What an answer says of itself (RFC 9111, 5.2.2; RFC 5861). Times in seconds. */
export interface AnswerDirectives {
  readonly isNoStore: boolean;
  readonly noCache: Qualified;
  readonly isPrivate: Qualified;
  readonly isPublic: boolean;
  readonly mustRevalidate: boolean;
  readonly proxyRevalidate: boolean;
  readonly mustUnderstand: boolean;
  readonly maxAge: number | undefined;
  readonly sharedMaxAge: number | undefined;
  readonly staleWhileRevalidate: number | undefined;
  readonly staleIfError: number | undefined;
}

/** RFC 9111, 1.2.2: what is more than this is this much. */
const SECONDS_MAX = 2 ** 31;
const NONE: Directives = new Map();
/** `token [ "=" ( token / quoted-string ) ]`, to the next comma. */
const DIRECTIVE = /[\t ]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:=("(?:[^"\\]|\\.)*"|[^",\t ]*))?[\t ]*(?:,|$)/y;
/** To the next comma that is in no quoted string: what is no directive is passed over as a whole. */
const UNREADABLE = /(?:"(?:[^"\\]|\\.)*"|[^,])*(?:,|$)/y;

/**
 * The directives of a `Cache-Control` value, all its lines joined by commas (RFC 9111, 5.2). Of a directive that comes twice the
 * first one counts (4.2.1); of the qualified ones the fields of all, or the unqualified one.
 */
export function parseDirectives(value: string | undefined): Directives {
  if (value === undefined || value === "") return NONE;
  const directives = new Map<string, string | true>();
  for (let at = 0; at < value.length; ) {
    DIRECTIVE.lastIndex = at;
    const match = DIRECTIVE.exec(value);
    if (match === null) {
      UNREADABLE.lastIndex = at;
      UNREADABLE.exec(value);
      at = Math.max(UNREADABLE.lastIndex, at + 1);
      continue;
    }
    at = DIRECTIVE.lastIndex;
    addDirective(directives, (match[1] ?? "").toLowerCase(), match[2] === undefined ? true : unquoted(match[2]));
  }
  return directives;
}

export function answerDirectives(directives: Directives): AnswerDirectives {
  return {
    isNoStore: directives.has("no-store"),
    noCache: qualified(directives.get("no-cache")),
    isPrivate: qualified(directives.get("private")),
    isPublic: directives.has("public"),
    mustRevalidate: directives.has("must-revalidate"),
    proxyRevalidate: directives.has("proxy-revalidate"),
    mustUnderstand: directives.has("must-understand"),
    maxAge: seconds(directives.get("max-age")),
    sharedMaxAge: seconds(directives.get("s-maxage")),
    staleWhileRevalidate: seconds(directives.get("stale-while-revalidate")),
    staleIfError: seconds(directives.get("stale-if-error")),
  };
}

/** What a caller asks of caches (RFC 9111, 5.2.1). Times in seconds. */
export interface RequestDirectives {
  readonly isNoStore: boolean;
  readonly isNoCache: boolean;
  readonly isOnlyIfCached: boolean;
  readonly maxAge: number | undefined;
  readonly minFresh: number | undefined;
  readonly maxStale: number | undefined;
}

/** `Pragma: no-cache` counts where there is no `Cache-Control` at all (RFC 9111, 5.4). */
export function requestDirectives(cacheControl: string | undefined, pragma: string | undefined): RequestDirectives {
  const directives = parseDirectives(cacheControl);
  const isPragmaNoCache = cacheControl === undefined && parseDirectives(pragma).has("no-cache");
  const maxStale = directives.get("max-stale");
  return {
    isNoStore: directives.has("no-store"),
    isNoCache: isPragmaNoCache || directives.has("no-cache"),
    isOnlyIfCached: directives.has("only-if-cached"),
    maxAge: seconds(directives.get("max-age")),
    minFresh: seconds(directives.get("min-fresh")),
    maxStale: maxStale === true ? Number.POSITIVE_INFINITY : seconds(maxStale),
  };
}

/** Undefined where it is not there; 0 where it is no number: what cannot be read is stale (RFC 9111, 4.2.1). */
function seconds(value: string | true | undefined): number | undefined {
  if (value === undefined) return undefined;
  return value !== true && /^\d+$/.test(value) ? Math.min(Number(value), SECONDS_MAX) : 0;
}

/** An empty list names nothing, and what its author meant by that nobody knows: the cautious reading. */
function qualified(value: string | true | undefined): Qualified {
  if (value === undefined || value === true) return value;
  const names = value
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  return names.length === 0 ? true : names;
}

const QUALIFIED = new Set(["no-cache", "private"]);

function addDirective(directives: Map<string, string | true>, name: string, value: string | true): void {
  const known = directives.get(name);
  if (known === undefined) directives.set(name, value);
  else if (QUALIFIED.has(name)) directives.set(name, known === true || value === true ? true : `${known},${value}`);
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}
