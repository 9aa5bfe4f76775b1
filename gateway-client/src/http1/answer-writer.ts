import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

/** Up to here a body is joined with the head to one latin1 string and one write: cheaper than two buffers in a writev. */
const JOINED_BYTES_MAX = 16 * 1024;
const NOT_ASCII = /[^\0-\x7f]/;

/** How the answer's connection goes on and what kind of request it answers. */
export interface AnswerTerms {
  isHead: boolean;
  httpVersion: "1.0" | "1.1";
  isKeptAlive: boolean;
}

/** Writes one answer to a socket, holding back what may be joined with more (RFC 9112, 6 and 7). */
export class AnswerWriter {
  isStarted = false;
  isEnded = false;
  bytesOut = 0;
  private held = "";
  private isChunked = false;
  private isBodyless = false;
  private readonly socket: Socket;
  private readonly terms: AnswerTerms;

  constructor(socket: Socket, terms: AnswerTerms) {
    this.socket = socket;
    this.terms = terms;
  }

  /** Decides, before the answer starts, whether the connection ends with it. */
  close(isClosing: boolean): void {
    if (isClosing) this.terms.isKeptAlive = false;
  }

  get isKeptAlive(): boolean {
    return this.terms.isKeptAlive;
  }

  answer(status: number, headerLines: readonly string[], body: string | Uint8Array | undefined): void {
    const isText = typeof body === "string" && !NOT_ASCII.test(body);
    const bytes = body === undefined || isText ? undefined : bufferOf(body);
    this.start(status, headerLines, isText ? body.length : (bytes?.length ?? 0));
    if (isText && !this.isBodyless) {
      this.bytesOut += body.length;
      this.held += body;
    } else if (bytes !== undefined && bytes.length > 0) {
      this.write(bytes);
    }
    this.end([]);
  }

  /** A head that lacks only what is to be said of the connection; a text is a body of latin1 that is known not to be too long. */
  answerPrepared(head: string, body: string | Buffer): void {
    this.isStarted = true;
    this.isBodyless = this.terms.isHead;
    this.held += `${head}${this.connectionLine}\r\n`;
    if (typeof body !== "string") {
      this.write(body);
    } else if (!this.isBodyless) {
      this.bytesOut += body.length;
      this.held += body;
    }
    this.end([]);
  }

  start(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    const { isHead, httpVersion } = this.terms;
    this.isStarted = true;
    this.isBodyless = isHead || status === 204 || status === 304;
    let head = statusLine(status) + textOf(headerLines);
    if (status !== 204 && status !== 304) {
      if (contentLength !== undefined) {
        head += `content-length: ${contentLength}\r\n`;
      } else if (httpVersion === "1.1" && !isHead) {
        this.isChunked = true;
        head += "transfer-encoding: chunked\r\n";
      } else if (!isHead) {
        this.terms.isKeptAlive = false;
      }
    }
    this.held += `${head}${this.connectionLine}\r\n`;
  }

  private get connectionLine(): string {
    if (!this.terms.isKeptAlive) return "connection: close\r\n";
    return this.terms.httpVersion === "1.0" ? "connection: keep-alive\r\n" : "";
  }

  inform(status: number, headerLines: readonly string[]): void {
    if (this.terms.httpVersion === "1.0" || this.isStarted) return;
    this.socket.write(`${statusLine(status)}${textOf(headerLines)}\r\n`, "latin1");
  }

  /** The last head that HTTP has on this connection. */
  switchProtocols(headerLines: readonly string[]): void {
    this.isStarted = true;
    this.isEnded = true;
    this.socket.write(`${statusLine(101)}connection: Upgrade\r\n${textOf(headerLines)}\r\n`, "latin1");
  }

  /** Whether the caller takes more at once. */
  write(chunk: Uint8Array): boolean {
    if (this.isBodyless || chunk.length === 0) return true;
    this.bytesOut += chunk.length;
    if (this.isChunked) this.held += `${chunk.length.toString(16)}\r\n`;
    if (this.held.length + chunk.length <= JOINED_BYTES_MAX) {
      this.held += bufferOf(chunk).toString("latin1", 0, chunk.length);
      if (this.isChunked) this.held += "\r\n";
      return !this.socket.writableNeedDrain;
    }
    this.socket.cork();
    this.flush();
    this.socket.write(chunk);
    if (this.isChunked) this.socket.write("\r\n", "latin1");
    this.socket.uncork();
    return !this.socket.writableNeedDrain;
  }

  flush(): void {
    if (this.held === "") return;
    const text = this.held;
    this.held = "";
    this.socket.write(text, "latin1");
  }

  end(trailerLines: readonly string[]): void {
    if (this.isChunked && !this.isBodyless) this.held += `0\r\n${textOf(trailerLines)}\r\n`;
    this.isEnded = true;
    this.flush();
  }
}

function textOf(headerLines: readonly string[]): string {
  let text = "";
  for (let i = 0; i < headerLines.length; i += 2) text += `${headerLines[i]}: ${headerLines[i + 1]}\r\n`;
  return text;
}

const statusLines = new Map<number, string>();

function statusLine(status: number): string {
  let line = statusLines.get(status);
  if (line === undefined) {
    line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
    if (statusLines.size < 500) statusLines.set(status, line);
  }
  return line;
}

function bufferOf(body: string | Uint8Array): Buffer {
  if (typeof body === "string") return Buffer.from(body, "utf8");
  return Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
