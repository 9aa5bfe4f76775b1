import { readFraming } from "../http1/framing.ts";
import { isAuthority, isTarget, isToken } from "../http1/grammar.ts";
import { SyntaxFault } from "../http1/header-lines.ts";
import { type HeadBounds, METHOD_LENGTH_MAX, readExpectation } from "../http1/request-head.ts";

export interface StreamHead {
  method: string;
  target: string;
  authority: string;
  /** With one `host` in front and the cookies in one line, as HTTP/1.1 has them. */
  headerLines: string[];
  contentLength: number | undefined;
  expectsContinue: boolean;
}

/** What a field costs beside its bytes (RFC 9113, 6.5.2). */
const FIELD_OVERHEAD_BYTES = 32;

/**
 * A request's head from the fields of its stream (RFC 9113, 8.3), name and value in turn. The library below has refused names
 * in capitals, fields of a connection, pseudo fields that are repeated, unknown or late, and a body of another length than said.
 *
 * @param isBodyless whether the stream ends with its head
 * @throws SyntaxFault with the status that the rule broken asks for
 */
export function readStreamHead(fields: readonly string[], isBodyless: boolean, bounds: HeadBounds): StreamHead {
  const { pseudo, lines, cookies } = sortFields(fields, bounds);
  const method = pseudo.get(":method") ?? "";
  if (method.length > METHOD_LENGTH_MAX || !isToken(method)) throw new SyntaxFault("The method is not a token.");
  if (method === "CONNECT") throw new SyntaxFault("This is no tunnel: CONNECT is not served.", 501);
  if (pseudo.get(":scheme")?.toLowerCase() !== "https")
    throw new SyntaxFault("The scheme of a secure request is https.");

  const framing = readFraming(lines);
  const authority = agreedAuthority(pseudo.get(":authority"), framing.host);
  const target = checkTarget(pseudo.get(":path") ?? "", method, bounds);
  if (framing.host === undefined) lines.unshift("host", authority);
  if (cookies.length > 0) lines.push("cookie", cookies.join("; "));
  return {
    method,
    target,
    authority,
    headerLines: lines,
    contentLength: isBodyless ? 0 : framing.contentLength,
    expectsContinue: readExpectation(framing.expect, "2.0"),
  };
}

function sortFields(fields: readonly string[], bounds: HeadBounds) {
  const pseudo = new Map<string, string>();
  const lines: string[] = [];
  const cookies: string[] = [];
  let bytes = 0;
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i] ?? "";
    const value = fields[i + 1] ?? "";
    bytes += name.length + value.length + FIELD_OVERHEAD_BYTES;
    if (name.startsWith(":")) pseudo.set(name, value);
    else if (name === "cookie") cookies.push(value);
    else lines.push(name, value);
  }
  if (bytes > bounds.headBytesMax) throw new SyntaxFault("The request's header is too large.", 431);
  if (fields.length / 2 - pseudo.size > bounds.headerLinesMax) {
    throw new SyntaxFault("There are too many header lines.", 431);
  }
  return { pseudo, lines, cookies };
}

/** RFC 9113, 8.3.1: `:authority` and `host` must not name two hosts. */
function agreedAuthority(authority: string | undefined, host: string | undefined): string {
  const named = authority ?? host;
  if (named === undefined || named === "") throw new SyntaxFault("The request names no host.");
  if (!isAuthority(named)) throw new SyntaxFault("The authority is not a host.");
  if (host !== undefined && host.toLowerCase() !== named.toLowerCase()) {
    throw new SyntaxFault("The Host field names another host than the authority.");
  }
  return named.toLowerCase();
}

function checkTarget(path: string, method: string, bounds: HeadBounds): string {
  if (path.length > bounds.targetBytesMax) throw new SyntaxFault("The request target is too long.", 414);
  if (path === "*" && method === "OPTIONS") return path;
  if (!path.startsWith("/")) throw new SyntaxFault("The path does not begin with a slash.");
  if (!isTarget(path)) throw new SyntaxFault("The path holds a character that is not allowed there.");
  if (path.includes("#")) throw new SyntaxFault("A path has no fragment.");
  return path;
}
