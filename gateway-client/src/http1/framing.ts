import { SyntaxFault } from "./header-lines.ts";

/** How the body of a message is delimited (RFC 9112, 6.3). */
export type BodyFraming =
  | { kind: "none" }
  | { kind: "length"; bytes: number }
  | { kind: "chunked" }
  | { kind: "close" };

/** What a message's header says of its framing and of the connection. */
export interface FramingFields {
  contentLength: number | undefined;
  isChunked: boolean;
  /** Options of `Connection`, in lower case. */
  connection: string[];
  host: string | undefined;
  expect: string | undefined;
  upgrade: string | undefined;
}

const NO_BODY: BodyFraming = { kind: "none" };
const CHUNKED: BodyFraming = { kind: "chunked" };
const UNTIL_CLOSE: BodyFraming = { kind: "close" };
const DIGITS = /^\d{1,15}$/;
const NONE: string[] = [];

/**
 * Reads the fields that frame a message.
 *
 * @throws SyntaxFault for what two parsers could read differently: several `Content-Length` (even equal ones) or one that is
 * no number, `Content-Length` beside `Transfer-Encoding`, a transfer coding other than one `chunked`, several `Host`
 * (RFC 9112, 6.1, 6.3 and 3.2).
 */
export function readFraming(lines: readonly string[]): FramingFields {
  const fields: FramingFields = {
    contentLength: undefined,
    isChunked: false,
    connection: NONE,
    host: undefined,
    expect: undefined,
    upgrade: undefined,
  };
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i] as string;
    // Seven names of five lengths matter: most lines are passed over without a copy in lower case.
    switch (name.length) {
      case 4:
      case 6:
      case 7:
      case 10:
      case 14:
      case 17:
        readField(fields, name.toLowerCase(), lines[i + 1] as string);
    }
  }
  if (fields.isChunked && fields.contentLength !== undefined) {
    throw new SyntaxFault("Content-Length and Transfer-Encoding exclude each other.");
  }
  return fields;
}

function readField(fields: FramingFields, name: string, value: string): void {
  switch (name) {
    case "host":
      if (fields.host !== undefined) throw new SyntaxFault("There are several Host lines.");
      fields.host = value;
      break;
    case "expect":
      fields.expect = fields.expect === undefined ? value.toLowerCase() : `${fields.expect},${value.toLowerCase()}`;
      break;
    case "upgrade":
      fields.upgrade = value;
      break;
    case "connection":
      fields.connection = fields.connection.concat(optionsOf(value));
      break;
    case "content-length":
      if (fields.contentLength !== undefined) throw new SyntaxFault("There are several Content-Length lines.");
      if (!DIGITS.test(value)) throw new SyntaxFault("Content-Length is not a number.");
      fields.contentLength = Number(value);
      break;
    case "transfer-encoding":
      if (fields.isChunked) throw new SyntaxFault("There are several Transfer-Encoding lines.");
      if (value.toLowerCase() !== "chunked") {
        // RFC 9112, 6.1: a coding that is not understood is 501; one that hides the end of the body is 400.
        const isLastChunked = /^(?!chunked\b)[\w-]+[ \t]*,[ \t]*chunked$/i.test(value);
        throw new SyntaxFault(
          `The transfer coding ${JSON.stringify(value)} is not supported.`,
          isLastChunked ? 501 : 400,
        );
      }
      fields.isChunked = true;
  }
}

function optionsOf(value: string): string[] {
  const text = value.toLowerCase();
  if (text === "keep-alive" || text === "close") return [text];
  return text
    .split(",")
    .map((option) => option.trim())
    .filter((option) => option !== "");
}

/** The framing of a request's body (RFC 9112, 6.3, cases 3 to 7). */
export function requestFraming(fields: FramingFields): BodyFraming {
  if (fields.isChunked) return CHUNKED;
  if (fields.contentLength === undefined || fields.contentLength === 0) return NO_BODY;
  return { kind: "length", bytes: fields.contentLength };
}

/** The framing of an answer's body, which depends on the request's method and the status (RFC 9112, 6.3, all cases). */
export function responseFraming(method: string, status: number, fields: FramingFields): BodyFraming {
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) return NO_BODY;
  if (fields.isChunked) return CHUNKED;
  if (fields.contentLength === undefined) return UNTIL_CLOSE;
  return fields.contentLength === 0 ? NO_BODY : { kind: "length", bytes: fields.contentLength };
}
