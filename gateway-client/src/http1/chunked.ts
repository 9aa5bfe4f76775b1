import { parseFieldLines, SyntaxFault } from "./header-lines.ts";

const CR = 0x0d;
const LF = 0x0a;
/** A chunk's size line with its extensions; a hundred bytes is more than anybody sends. */
const SIZE_LINE_BYTES_MAX = 256;
/** All extensions of a body together: they carry nothing, so many of them are an attack. */
const EXTENSION_BYTES_MAX = 16 * 1024;
const TRAILER_BYTES_MAX = 16 * 1024;
const TRAILER_LINES_MAX = 64;
const TOKEN = String.raw`[!#$%&'*+\-.^_\x60|~0-9A-Za-z]+`;
/** A quoted string (RFC 9110, 5.6.4); \x22 is the quotation mark, \x5c the backslash. */
const QUOTED = String.raw`\x22(?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]|\x5c[\t\x20-\x7e\x80-\xff])*\x22`;
const EXTENSION = String.raw`[ \t]*;[ \t]*${TOKEN}(?:[ \t]*=[ \t]*(?:${TOKEN}|${QUOTED}))?`;
/** `chunk-size [ chunk-ext ]` (RFC 9112, 7.1): up to 13 hex digits stay exact in a number. */
const SIZE_LINE = new RegExp(`^([0-9A-Fa-f]{1,13})((?:${EXTENSION})*)$`);
/** Fields that must not come behind a body, because they say how to read the message or who sent it (RFC 9110, 6.5.1). */
const FORBIDDEN_TRAILERS = new Set([
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-range",
  "content-type",
  "cookie",
  "host",
  "keep-alive",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export interface ChunkSink {
  onData(chunk: Buffer): void;
  onEnd(trailerLines: string[]): void;
}

/**
 * Decodes a chunked body as it comes (RFC 9112, 7.1): feed it what was read; it hands on the data without copying and says
 * where the body ended.
 */
export class ChunkedDecoder {
  private state: "size" | "data" | "data-end" | "trailer" | "done" = "size";
  private remaining = 0;
  private line = "";
  private extensionBytes = 0;
  private trailer = "";

  /**
   * Takes bytes from `at` on and returns where it stopped: the end of `bytes`, or just behind the body.
   *
   * @throws SyntaxFault for a size that is no hex number, a bare CR or LF, data that does not end where its size says,
   * extensions or trailers that are malformed or too large, trailers that would change how the message is read.
   */
  push(bytes: Buffer, at: number, sink: ChunkSink): number {
    let from = at;
    while (from < bytes.length && this.state !== "done") {
      if (this.state === "data") {
        const to = Math.min(bytes.length, from + this.remaining);
        this.remaining -= to - from;
        if (this.remaining === 0) this.state = "data-end";
        sink.onData(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to));
        from = to;
      } else {
        from = this.readLine(bytes, from);
        if (this.line.endsWith("\r\n")) this.endLine(this.line.slice(0, -2), sink);
      }
    }
    return from;
  }

  get isDone(): boolean {
    return this.state === "done";
  }

  /** Collects bytes up to and with the next LF into `line`. */
  private readLine(bytes: Buffer, from: number): number {
    const found = bytes.indexOf(LF, from);
    const to = found < 0 ? bytes.length : found + 1;
    const bound = this.state === "trailer" ? TRAILER_BYTES_MAX : SIZE_LINE_BYTES_MAX;
    if (this.line.length + to - from > bound) throw new SyntaxFault("A line of the chunked body is too long.");
    this.line += bytes.toString("latin1", from, to);
    const inner = found < 0 ? this.line.slice(0, -1) : this.line.slice(0, -2);
    const isEndBare = found >= 0 && this.line.charCodeAt(this.line.length - 2) !== CR;
    if (isEndBare || inner.includes("\r")) throw new SyntaxFault("A line of the chunked body ends in a bare CR or LF.");
    return to;
  }

  private endLine(line: string, sink: ChunkSink): void {
    this.line = "";
    if (this.state === "size") this.startChunk(line);
    else if (this.state === "data-end") this.endChunk(line);
    else this.takeTrailerLine(line, sink);
  }

  private startChunk(line: string): void {
    const match = SIZE_LINE.exec(line);
    if (!match) throw new SyntaxFault("A chunk does not begin with its size.");
    this.extensionBytes += (match[2] as string).length;
    if (this.extensionBytes > EXTENSION_BYTES_MAX) throw new SyntaxFault("The chunk extensions are too large.");
    this.remaining = Number.parseInt(match[1] as string, 16);
    this.state = this.remaining === 0 ? "trailer" : "data";
  }

  private endChunk(line: string): void {
    if (line !== "") throw new SyntaxFault("A chunk is longer than its size.");
    this.state = "size";
  }

  private takeTrailerLine(line: string, sink: ChunkSink): void {
    if (line !== "") {
      this.trailer += this.trailer === "" ? line : `\r\n${line}`;
      if (this.trailer.length > TRAILER_BYTES_MAX) throw new SyntaxFault("The trailer is too large.");
      return;
    }
    this.state = "done";
    sink.onEnd(this.trailer === "" ? [] : parseTrailer(this.trailer));
  }
}

function parseTrailer(text: string): string[] {
  const lines = parseFieldLines(text, 0, TRAILER_LINES_MAX);
  checkTrailers(lines);
  return lines;
}

/** @throws SyntaxFault for a trailer that would change how the message is read (RFC 9110, 6.5.1). */
export function checkTrailers(lines: readonly string[]): void {
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i] as string;
    if (FORBIDDEN_TRAILERS.has(name.toLowerCase())) throw new SyntaxFault(`${name} must not stand in a trailer.`);
  }
}
