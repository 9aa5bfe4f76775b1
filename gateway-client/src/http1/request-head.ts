import { type BodyFraming, type FramingFields, readFraming, requestFraming } from "./framing.ts";
import { isAuthority, isTarget, isToken } from "./grammar.ts";
import { parseFieldLines, SyntaxFault } from "./header-lines.ts";

/** Bounds of a request's head. */
export interface HeadBounds {
  /** All of the head, in bytes: 431 above. */
  headBytesMax: number;
  /** The request target, in bytes: 414 above. */
  targetBytesMax: number;
  /** Field lines: 431 above. */
  headerLinesMax: number;
}

export interface RequestHead {
  method: string;
  /** Origin form: path and query; `*` for OPTIONS of the server as a whole. */
  target: string;
  authority: string;
  httpVersion: "1.0" | "1.1";
  headerLines: string[];
  framing: BodyFraming;
  /** Whether the caller waits for a 100 before it sends the body. */
  expectsContinue: boolean;
  isKeptAlive: boolean;
  upgrade: string | undefined;
}

export const METHOD_LENGTH_MAX = 32;
/** The exact bytes of nearly every request line's end. */
const HTTP_1_1 = "HTTP/1.1";

/**
 * A request's head from its text, latin1, without the empty line at its end (RFC 9112, 3 and 5).
 *
 * @throws SyntaxFault with the status that the rule broken asks for.
 */
export function parseRequestHead(text: string, bounds: HeadBounds): RequestHead {
  const lineEnd = text.indexOf("\r\n");
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const methodEnd = line.indexOf(" ");
  const targetEnd = line.indexOf(" ", methodEnd + 1);
  if (methodEnd < 1 || targetEnd < 0)
    throw new SyntaxFault("The request line is not a method, a target and a version.");

  const method = line.slice(0, methodEnd);
  if (method.length > METHOD_LENGTH_MAX || !isToken(method)) throw new SyntaxFault("The method is not a token.");
  const httpVersion = parseVersion(line.slice(targetEnd + 1));
  const target = line.slice(methodEnd + 1, targetEnd);
  if (target.length > bounds.targetBytesMax) throw new SyntaxFault("The request target is too long.", 414);
  if (!isTarget(target)) throw new SyntaxFault("The request target holds a character that is not allowed there.");

  const headerLines = lineEnd < 0 ? [] : parseFieldLines(text, lineEnd + 2, bounds.headerLinesMax);
  const fields = readFraming(headerLines);
  if (httpVersion === "1.0" && fields.isChunked) throw new SyntaxFault("HTTP/1.0 has no transfer codings.");
  const host = checkHost(fields.host, httpVersion);
  return {
    method,
    ...resolveTarget(method, target, host),
    httpVersion,
    headerLines,
    framing: requestFraming(fields),
    expectsContinue: readExpectation(fields.expect, httpVersion),
    isKeptAlive: staysOpen(fields, httpVersion),
    upgrade: fields.upgrade,
  };
}

/** RFC 9112, 2.3: another minor version of 1 is answered as 1.1, another major one is not spoken here. */
function parseVersion(text: string): "1.0" | "1.1" {
  if (text === HTTP_1_1) return "1.1";
  if (text === "HTTP/1.0") return "1.0";
  if (/^HTTP\/\d\.\d$/.test(text)) throw new SyntaxFault(`${text} is not spoken here.`, 505);
  throw new SyntaxFault("The request line does not end in an HTTP version.");
}

/** RFC 9112, 3.2: HTTP/1.1 must name its host, once and well-formed. */
function checkHost(host: string | undefined, httpVersion: "1.0" | "1.1"): string {
  if (host === undefined) {
    if (httpVersion === "1.1") throw new SyntaxFault("The Host line is missing.");
    return "";
  }
  if (host !== "" && !isAuthority(host)) throw new SyntaxFault("The Host line is not a host.");
  return host.toLowerCase();
}

/** RFC 9112, 3.2.1 to 3.2.4: the four forms of a target. The host of an absolute one must be the one in the Host line. */
function resolveTarget(method: string, target: string, host: string): { target: string; authority: string } {
  if (target.charCodeAt(0) === 0x2f) {
    if (target.includes("#")) throw new SyntaxFault("A request target has no fragment.");
    if (method === "CONNECT") throw new SyntaxFault("CONNECT needs an authority as its target.");
    return { target, authority: host };
  }
  if (target === "*" && method === "OPTIONS") return { target, authority: host };
  if (method === "CONNECT") throw new SyntaxFault("This is no tunnel: CONNECT is not served.", 501);
  const absolute = /^https?:\/\/([^/?#]*)([^#]*)$/i.exec(target);
  if (!absolute) throw new SyntaxFault("The request target is neither a path nor an absolute address.");
  const [, authority = "", rest = ""] = absolute;
  if (!isAuthority(authority)) throw new SyntaxFault("The host of the request target is not a host.");
  if (authority.toLowerCase() !== host)
    throw new SyntaxFault("The request target names another host than the Host line.");
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  return { target: path, authority: host };
}

/** RFC 9110, 10.1.1: only `100-continue` is known; HTTP/1.0 callers cannot wait for it. */
export function readExpectation(expect: string | undefined, httpVersion: "1.0" | "1.1" | "2.0"): boolean {
  if (expect === undefined || httpVersion === "1.0") return false;
  if (expect !== "100-continue") throw new SyntaxFault("Only 100-continue can be expected.", 417);
  return true;
}

/** RFC 9112, 9.3. */
export function staysOpen(fields: FramingFields, httpVersion: "1.0" | "1.1"): boolean {
  if (fields.connection.length === 0) return httpVersion === "1.1";
  if (fields.connection.includes("close")) return false;
  return httpVersion === "1.1" || fields.connection.includes("keep-alive");
}

/** Stands for a request whose head cannot be read. */
export const unreadable: RequestHead = {
  method: "GET",
  target: "/",
  authority: "",
  httpVersion: "1.1",
  headerLines: [],
  framing: { kind: "none" },
  expectsContinue: false,
  isKeptAlive: false,
  upgrade: undefined,
};

/** What is owed for a head that does not end within its bound: 414 when the first line alone is over its own. */
export function headTooLarge(text: string, bounds: HeadBounds): SyntaxFault {
  const isTarget = !text.slice(0, bounds.targetBytesMax + 64).includes("\r\n");
  return isTarget
    ? new SyntaxFault("The request target is too long.", 414)
    : new SyntaxFault("The request's header is too large.", 431);
}
