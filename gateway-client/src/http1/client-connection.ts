import type { Socket } from "node:net";
import { BodyReader, noBody } from "./body-reader.ts";
import { ByteChannel } from "./byte-channel.ts";
import { findBlockEnd, SyntaxFault } from "./header-lines.ts";
import { parseResponseHead, type ResponseHead } from "./response-head.ts";
import { type AnswerSink, type OutgoingExchange, type OutgoingRequest, UpstreamError } from "./transport.ts";

const HEAD_BYTES_MAX = 64 * 1024;
const JOINED_BYTES_MAX = 16 * 1024;
/** Interim answers to one request; more are an attack on whoever counts them. */
const INTERIM_MAX = 16;
const EMPTY = Buffer.alloc(0);
const NO_LINES: readonly string[] = [];

export interface ClientTimeouts {
  /** From the end of the request to the answer's head. */
  firstByteMs: number;
  /** Between two reads of an answer's body, or two writes of a request's. */
  idleMs: number;
}

/** What a connection tells its pool. */
export interface ConnectionOwner {
  readonly nowMs: number;
  /** The exchange is over and the connection may carry the next one. */
  onFree(connection: ClientConnection): void;
  onGone(connection: ClientConnection): void;
}

/** A connection to a backend: one request at a time, no pipelining. */
export class ClientConnection {
  readonly socket: Socket;
  /** Requests that it has carried to their end. */
  carried = 0;
  /** Whether it carries no more than what it carries now. */
  isRetired = false;
  private readonly owner: ConnectionOwner;
  private sink: AnswerSink | undefined;
  private request: OutgoingRequest | undefined;
  private timeouts: ClientTimeouts = { firstByteMs: 0, idleMs: 0 };
  private input: Buffer = EMPTY;
  private head: ResponseHead | undefined;
  private body: BodyReader = noBody;
  private interim = 0;
  private isSent = true;
  private isPaused = false;
  private hasAnswerBegun = false;
  private held = "";
  /** Present when the connection has left HTTP behind. */
  private channel: ByteChannel | undefined;
  private deadlineMs = Number.POSITIVE_INFINITY;

  constructor(socket: Socket, owner: ConnectionOwner) {
    this.socket = socket;
    this.owner = owner;
    socket.on("end", () => this.onBackendDone());
    socket.on("close", () => this.onGone());
    socket.on("drain", () => this.sink?.onDrain());
    // What broke the connection does not matter here: `close` follows.
    socket.on("error", () => undefined);
  }

  /** Whether the connection still works for that exchange: afterwards it belongs to another. */
  carries(sink: AnswerSink): boolean {
    return this.sink === sink;
  }

  /** Sends the head at once, with the body's first bytes when they come in the same turn. */
  send(request: OutgoingRequest, sink: AnswerSink, timeouts: ClientTimeouts, exchange: OutgoingExchange): void {
    this.request = request;
    this.sink = sink;
    this.timeouts = timeouts;
    this.interim = 0;
    this.hasAnswerBegun = false;
    this.isSent = request.contentLength === 0;
    this.held = headOf(request);
    this.deadlineMs = this.owner.nowMs + (this.isSent ? timeouts.firstByteMs : timeouts.idleMs);
    if (this.isSent) this.flush();
    sink.onReady(exchange);
    if (this.sink === sink) this.flush();
  }

  write(chunk: Uint8Array): boolean {
    if (this.request === undefined || chunk.length === 0) return true;
    this.deadlineMs = this.owner.nowMs + this.timeouts.idleMs;
    const isChunked = this.request.contentLength === undefined;
    if (isChunked) this.held += `${chunk.length.toString(16)}\r\n`;
    if (this.held !== "" && this.held.length + chunk.length <= JOINED_BYTES_MAX) {
      this.held += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
      if (isChunked) this.held += "\r\n";
      this.flush();
      return !this.socket.writableNeedDrain;
    }
    this.socket.cork();
    this.flush();
    this.socket.write(chunk);
    if (isChunked) this.socket.write("\r\n", "latin1");
    this.socket.uncork();
    return !this.socket.writableNeedDrain;
  }

  end(trailerLines: readonly string[] = NO_LINES): void {
    if (this.request === undefined || this.isSent) return;
    if (this.request.contentLength === undefined) this.held += `0\r\n${linesText(trailerLines)}\r\n`;
    this.flush();
    this.isSent = true;
    if (!this.hasAnswerBegun) this.deadlineMs = this.owner.nowMs + this.timeouts.firstByteMs;
  }

  pause(): void {
    this.isPaused = true;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.socket.pause();
  }

  resume(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    this.deadlineMs = this.owner.nowMs + this.timeouts.idleMs;
    this.socket.resume();
  }

  abort(): void {
    this.sink = undefined;
    this.request = undefined;
    this.socket.destroy();
  }

  checkDeadline(nowMs: number): void {
    if (nowMs < this.deadlineMs || this.sink === undefined) return;
    const isWaiting = this.isSent && !this.hasAnswerBegun;
    this.fail(
      isWaiting
        ? new UpstreamError("first-byte-timeout", "The backend did not begin its answer in time.")
        : new UpstreamError("idle-timeout", "The backend fell silent."),
    );
  }

  private flush(): void {
    if (this.held === "") return;
    const text = this.held;
    this.held = "";
    this.socket.write(text, "latin1");
  }

  /** What the socket read. */
  onBytes(bytes: Buffer): void {
    if (this.channel !== undefined) {
      this.channel.take(bytes);
      return;
    }
    // Bytes that nobody asked for: an answer to no request would be taken for the next one's (response splitting).
    if (this.sink === undefined) {
      this.socket.destroy();
      return;
    }
    this.deadlineMs = this.owner.nowMs + this.timeouts.idleMs;
    try {
      this.read(bytes);
    } catch (error) {
      // The one place where a broken answer surfaces; what follows on this connection cannot be trusted.
      if (!(error instanceof SyntaxFault)) throw error;
      this.fail(new UpstreamError("invalid-answer", error.message));
      return;
    }
    this.sink?.onPause();
  }

  private read(bytes: Buffer): void {
    this.input = this.input.length === 0 ? bytes : Buffer.concat([this.input, bytes]);
    while (this.head === undefined) if (!this.takeHead()) return;
    if (!this.body.isDone && this.input.length > 0) this.takeBody();
    if (this.body.isDone) this.finish(this.body.trailerLines);
  }

  /** Takes one head from the input, interim or final; false when it is not whole yet. */
  private takeHead(): boolean {
    const { sink, request } = this;
    if (sink === undefined || request === undefined) return false;
    const text = this.input.toString("latin1", 0, Math.min(this.input.length, HEAD_BYTES_MAX + 4));
    const end = findBlockEnd(text);
    if (end < 0) {
      if (text.length > HEAD_BYTES_MAX) throw new SyntaxFault("The answer's header is too large.");
      return false;
    }
    const head = parseResponseHead(text.slice(0, end), request.method);
    this.input = this.input.length === end + 4 ? EMPTY : this.input.subarray(end + 4);
    if (head.status === 101) {
      this.switchProtocols(head, sink);
      return false;
    }
    if (head.status < 200) {
      this.takeInterim(head, sink);
      return true;
    }
    this.head = head;
    this.hasAnswerBegun = true;
    this.body = head.framing.kind === "none" ? noBody : new BodyReader(head.framing);
    sink.onHead(head.status, head.headerLines, bodyLength(head));
    return true;
  }

  private takeInterim(head: ResponseHead, sink: AnswerSink): void {
    this.interim++;
    if (this.interim > INTERIM_MAX) throw new SyntaxFault("The backend sent too many interim answers.");
    sink.onInformation(head.status, head.headerLines);
  }

  private switchProtocols(head: ResponseHead, sink: AnswerSink): void {
    if (this.request?.upgrade === undefined || sink.onSwitch === undefined) {
      throw new SyntaxFault("The backend switched protocols without being asked.");
    }
    this.channel = new ByteChannel(this.socket, this.input);
    this.release();
    sink.onSwitch(head.headerLines, this.channel);
  }

  private takeBody(): void {
    const { input } = this;
    this.input = EMPTY;
    this.input = this.body.push(input, (chunk) => this.sink?.onData(chunk));
  }

  private finish(trailerLines: readonly string[]): void {
    const { sink, head } = this;
    if (sink === undefined) return;
    // Bytes behind an answer belong to no request, and a request answered before it was whole leaves the connection in its middle.
    const isReusable = head?.isKeptAlive === true && this.isSent && this.input.length === 0;
    this.release();
    this.carried++;
    if (isReusable) this.owner.onFree(this);
    else this.socket.destroy();
    sink.onEnd(trailerLines);
  }

  private onBackendDone(): void {
    if (this.channel !== undefined) return;
    if (this.head?.framing.kind === "close") this.finish(NO_LINES);
    this.socket.destroy();
  }

  private onGone(): void {
    this.owner.onGone(this);
    if (this.sink === undefined) return;
    const isUnsent = this.carried > 0 && !this.hasAnswerBegun && this.input.length === 0;
    this.fail(new UpstreamError("closed", "The backend closed the connection before its answer was whole.", isUnsent));
  }

  private fail(error: UpstreamError): void {
    const { sink } = this;
    this.release();
    this.socket.destroy();
    sink?.onError(error);
  }

  private release(): void {
    this.sink = undefined;
    this.request = undefined;
    this.head = undefined;
    this.body = noBody;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    if (this.isPaused) {
      this.isPaused = false;
      this.socket.resume();
    }
  }
}

function headOf(request: OutgoingRequest): string {
  let text = `${request.method} ${request.target} HTTP/1.1\r\n${linesText(request.headerLines)}`;
  if (request.contentLength === undefined) text += "transfer-encoding: chunked\r\n";
  else if (request.upgrade !== undefined) text += `connection: Upgrade\r\nupgrade: ${request.upgrade}\r\n`;
  else if (request.contentLength > 0 || BODY_METHODS.has(request.method)) {
    text += `content-length: ${request.contentLength}\r\n`;
  }
  return `${text}\r\n`;
}

/** RFC 9110, 8.6: a method that gives a body a meaning says its length even when it is none. */
const BODY_METHODS = new Set(["POST", "PUT", "PATCH"]);

function linesText(lines: readonly string[]): string {
  let text = "";
  for (let i = 0; i < lines.length; i += 2) text += `${lines[i]}: ${lines[i + 1]}\r\n`;
  return text;
}

function bodyLength(head: ResponseHead): number | undefined {
  if (head.framing.kind === "length") return head.framing.bytes;
  return head.framing.kind === "none" ? (head.contentLength ?? 0) : undefined;
}
