import { type BodyFraming, readFraming, responseFraming } from "./framing.ts";
import { parseFieldLines, SyntaxFault } from "./header-lines.ts";
import { staysOpen } from "./request-head.ts";

export interface ResponseHead {
  status: number;
  headerLines: string[];
  framing: BodyFraming;
  /** Of the body, as the header tells it; for an answer to HEAD what GET would have had. */
  contentLength: number | undefined;
  isKeptAlive: boolean;
}

const HEADER_LINES_MAX = 200;
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;

/**
 * An answer's head from its text, latin1, without the empty line at its end (RFC 9112, 4 and 5). As strict as with requests:
 * a backend's answer that two parsers could read differently must not reach a caller.
 *
 * @throws SyntaxFault
 */
export function parseResponseHead(text: string, method: string): ResponseHead {
  const lineEnd = text.indexOf("\r\n");
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const match = STATUS_LINE.exec(line);
  if (!match) throw new SyntaxFault("The status line is not a version, a status and a reason.");
  const status = Number(match[2]);
  const httpVersion = match[1] === "1" ? "1.1" : "1.0";
  const headerLines = lineEnd < 0 ? [] : parseFieldLines(text, lineEnd + 2, HEADER_LINES_MAX);
  const fields = readFraming(headerLines);
  if (httpVersion === "1.0" && fields.isChunked) throw new SyntaxFault("HTTP/1.0 has no transfer codings.");
  const framing = responseFraming(method, status, fields);
  return {
    status,
    headerLines,
    framing,
    contentLength: fields.contentLength,
    isKeptAlive: framing.kind !== "close" && staysOpen(fields, httpVersion),
  };
}
