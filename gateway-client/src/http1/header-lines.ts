import { hasBareLineEnd, isFieldBlock, isToken, withoutSpaceAround } from "./grammar.ts";

const SPACE = 0x20;

/** A message that breaks the rules of HTTP/1.1: the answer that a server owes for it (RFC 9112), or a 502 from a client. */
export class SyntaxFault extends Error {
  readonly status: 400 | 408 | 413 | 414 | 417 | 421 | 431 | 501 | 505;

  constructor(message: string, status: SyntaxFault["status"] = 400) {
    super(message);
    this.name = "SyntaxFault";
    this.status = status;
  }
}

/**
 * The field lines in `text` from `at` to its end, name and value in turn (RFC 9112, 5). Each line but the last ends in CRLF.
 *
 * @throws SyntaxFault for a line without colon, white space before the colon, line folding, an empty name or one that is no
 * token, a bare CR or LF, NUL and other control characters in a value.
 */
export function parseFieldLines(text: string, at: number, linesMax: number): string[] {
  const block = at === 0 ? text : text.slice(at);
  if (!isFieldBlock(block)) throw new SyntaxFault(blockFault(block));
  const lines: string[] = [];
  for (let from = 0; from < block.length; ) {
    if (lines.length >= linesMax * 2) throw new SyntaxFault("There are too many header lines.", 431);
    const found = block.indexOf("\r\n", from);
    const to = found < 0 ? block.length : found;
    const colon = block.indexOf(":", from);
    // Nearly every line has one space behind its colon and none at its end.
    const valueAt = block.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1;
    lines.push(block.slice(from, colon), withoutSpaceAround(block.slice(valueAt, to)));
    from = to + 2;
  }
  return lines;
}

/**
 * Where the block of lines in `text` ends: the index of the CRLF CRLF, or -1 when it is not there yet.
 *
 * @throws SyntaxFault as soon as a bare CR or LF is in what has come, so that nobody waits for an end that another parser
 * would have seen.
 */
export function findBlockEnd(text: string): number {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0 && hasBareLineEnd(text)) throw new SyntaxFault("A line ends in a bare CR or LF.");
  return end;
}

/** What is wrong with the first line that breaks the grammar. */
function blockFault(block: string): string {
  const line = block.split("\r\n").find((each) => !isFieldBlock(each)) ?? "";
  if (line.startsWith(" ") || line.startsWith("\t")) {
    return "A header line is folded, or white space stands before the first one.";
  }
  const colon = line.indexOf(":");
  const name = line.slice(0, colon);
  if (colon < 1 || !isToken(name)) return "A header line is not a name, a colon and a value.";
  return `The value of ${name} holds a character that is not allowed there.`;
}
