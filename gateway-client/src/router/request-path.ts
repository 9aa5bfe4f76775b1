import { Problem } from "@gatehouse/contract/problem.ts";

/** The form of a request's path that routes are looked up with. */
export interface RoutingPath {
  /** Percent-encoding undone, but for encoded separators: it has the segments of the path as it came. */
  readonly path: string;
  /** With encoded separators undone as well, when there are any: how a careless backend would read the path. */
  readonly careless: string | undefined;
}

/**
 * Reads the raw path of a request line for routing only; what goes to the backend are the bytes that came.
 *
 * @throws Problem `bad-request` for what two parsers could take for different paths: dot segments in any spelling, encoded
 * NUL, backslashes, broken percent-encoding, characters that RFC 3986 does not allow.
 */
export function readRoutingPath(raw: string): RoutingPath {
  if (!UNUSUAL.test(raw)) return { path: raw, careless: undefined };

  if (FORBIDDEN.test(raw)) throw new Problem("bad-request", "The path holds a character that a URL cannot have.");
  if (OVERLONG.test(raw)) throw new Problem("bad-request", "The path holds a character in a disguise.");
  if (BROKEN_ENCODING.test(raw)) throw new Problem("bad-request", "The path holds a broken percent-encoding.");
  const careless = raw.includes("%") ? undo(raw, ENCODED).replaceAll("\\", "/") : raw;
  if (careless.includes("\0")) throw new Problem("bad-request", "The path holds an encoded NUL.");
  if (careless.split("/").some(isDotSegment)) throw new Problem("bad-request", "The path holds a dot segment.");

  const path = undo(raw, ENCODED_BUT_SEPARATORS);
  return { path, careless: careless === path ? undefined : careless };
}

/** A path template's literal text in the form of `RoutingPath.path`. */
export function routingLiteral(text: string): string {
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  return undo(bytes, ENCODED_BUT_SEPARATORS);
}

// The quick look: nearly every path has none of these and is taken as it is.
const UNUSUAL = /[%\\#"<>^`{|}]|\/\.|[^\x21-\x7e]/;
const FORBIDDEN = /[\\#"<>^`{|}]|[^\x21-\x7e]/;
const BROKEN_ENCODING = /%(?![0-9A-Fa-f]{2})/;
/** NUL, dot, slash and backslash as UTF-8 of more bytes than they need (RFC 3629, 10): some decoders still read them. */
const OVERLONG = /%c0%(?:80|ae|af)|%c1%9c|%e0%80%(?:80|ae|af)|%e0%81%9c|%f0%80%80%(?:80|ae|af)/i;
const ENCODED = /%([0-9A-Fa-f]{2})/g;
const ENCODED_BUT_SEPARATORS = /%(?!2[Ff]|5[Cc])([0-9A-Fa-f]{2})/g;

/** Bytes become characters of the same number, as in `routingLiteral`. */
function undo(text: string, encoded: RegExp): string {
  return text.replace(encoded, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Some servers cut a segment at `;` before they look for dots. */
function isDotSegment(segment: string): boolean {
  const end = segment.indexOf(";");
  const name = end < 0 ? segment : segment.slice(0, end);
  return name === "." || name === "..";
}
