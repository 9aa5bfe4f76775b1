import { constants, type ServerHttp2Stream } from "node:http2";
import type { CallerCertificate } from "../../policies/caller-certificate.ts";
import { checkTrailers } from "../http1/chunked.ts";
import { SyntaxFault } from "../http1/header-lines.ts";
import type { BodySink, IncomingExchange } from "../http1/transport.ts";
import type { PeerCertificate } from "../tls/peer-certificate.ts";
import type { Http2Host } from "./connection-host.ts";
import type { StreamHead } from "./request-head.ts";

const NEVER = Number.POSITIVE_INFINITY;
/** What is discarded of a body that nobody wanted, before its stream is ended. */
const DISCARDED_BYTES_MAX = 256 * 1024;
const DISCARD_MS = 2_000;

/** What an exchange needs of the connection that its stream is on. */
export interface StreamCarrier {
  readonly host: Http2Host;
  readonly remoteAddress: string;
  readonly peer: PeerCertificate;
  /** The stream has ended; `isBroken` when that was before its answer. */
  onStreamEnd(exchange: StreamExchange, isBroken: boolean): void;
}

/** One stream of HTTP/2: a request and its answer (RFC 9113, 8.1). */
export class StreamExchange implements IncomingExchange {
  readonly method: string;
  readonly target: string;
  readonly authority: string;
  readonly httpVersion = "2.0";
  readonly headerLines: readonly string[];
  readonly contentLength: number | undefined;
  readonly remoteAddress: string;
  readonly isSecure = true;
  readonly upgrade = undefined;
  bytesIn = 0;
  bytesOut = 0;
  isAnswerStarted = false;
  onDrain: (() => void) | undefined = undefined;
  onClose: ((isComplete: boolean) => void) | undefined = undefined;
  private readonly stream: ServerHttp2Stream;
  private readonly carrier: StreamCarrier;
  private expectsContinue: boolean;
  private sink: BodySink | undefined;
  private trailerLines: readonly string[] = [];
  private answerTrailers: readonly string[] = [];
  private isBodyEnded: boolean;
  private isBodyPaused = false;
  private isBodyless = false;
  private isDiscarding = false;
  private discardedBytes = 0;
  private isAnswerEnded = false;
  private deadlineMs = NEVER;

  constructor(stream: ServerHttp2Stream, head: StreamHead, carrier: StreamCarrier) {
    this.stream = stream;
    this.carrier = carrier;
    this.method = head.method;
    this.target = head.target;
    this.authority = head.authority;
    this.headerLines = head.headerLines;
    this.contentLength = head.contentLength;
    this.expectsContinue = head.expectsContinue;
    this.isBodyEnded = stream.endAfterHeaders;
    this.remoteAddress = carrier.remoteAddress;
    stream.on("trailers", (_headers: unknown, _flags: number, lines: string[]) => this.takeTrailers(lines));
    stream.on("drain", () => this.drain());
    stream.on("close", () => this.closed());
  }

  get clientCertificate(): CallerCertificate | undefined {
    return this.carrier.peer.certificate;
  }

  readBody(sink: BodySink): void {
    if (this.isBodyEnded) {
      sink.onEnd([]);
      return;
    }
    if (this.expectsContinue && !this.isAnswerStarted) this.inform(100, []);
    this.sink = sink;
    this.awaitBody();
    this.stream.on("data", (chunk: Buffer) => this.takeData(chunk));
    this.stream.on("end", () => this.endBody());
  }

  pauseBody(): void {
    this.isBodyPaused = true;
    this.deadlineMs = NEVER;
    this.stream.pause();
  }

  resumeBody(): void {
    if (!this.isBodyPaused) return;
    this.isBodyPaused = false;
    if (this.sink !== undefined) this.awaitBody();
    this.stream.resume();
  }

  answer(status: number, headerLines: readonly string[], body?: string | Uint8Array): void {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    this.start(status, headerLines, bytes?.length ?? 0);
    if (bytes !== undefined) this.write(bytes);
    this.end();
  }

  start(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    this.isAnswerStarted = true;
    this.isBodyless = this.method === "HEAD" || status === 204 || status === 304;
    if (this.isGone) return;
    const hasLength = contentLength !== undefined && status !== 204 && status !== 304;
    const fields: (string | number)[] = [":status", status, ...headerLines];
    if (hasLength) fields.push("content-length", contentLength);
    // Only a body of unknown length can have trailers behind it where it came from.
    const waitForTrailers = contentLength === undefined && !this.isBodyless;
    if (waitForTrailers) this.stream.once("wantTrailers", () => this.sendTrailers());
    this.stream.respond(fields.map(String), { waitForTrailers, endStream: this.isBodyless || contentLength === 0 });
    this.isBodyless ||= contentLength === 0;
  }

  /** Never asked for: HTTP/2 has no `Upgrade` (RFC 9113, 8.6). */
  switchProtocols(): never {
    throw new TypeError("a stream of HTTP/2 cannot leave HTTP");
  }

  inform(status: number, headerLines: readonly string[]): void {
    if (status === 100) this.expectsContinue = false;
    if (this.isAnswerStarted || this.isGone) return;
    this.stream.additionalHeaders({ ":status": status, ...headersOf(headerLines) });
  }

  write(chunk: Uint8Array): boolean {
    if (this.isBodyless || chunk.length === 0 || this.isGone) return true;
    this.bytesOut += chunk.length;
    const isTaken = this.stream.write(chunk);
    if (!isTaken) this.deadlineMs = this.carrier.host.nowMs + this.carrier.host.bounds.sendIdleTimeoutMs;
    return isTaken;
  }

  /** Nothing is held back: the library joins what is written in one turn. */
  flush(): void {}

  end(trailerLines: readonly string[] = []): void {
    if (this.isAnswerEnded) return;
    this.isAnswerEnded = true;
    this.answerTrailers = trailerLines;
    this.sink = undefined;
    if (!this.isGone && !this.stream.writableEnded) this.stream.end();
    if (!this.isBodyEnded) this.discardBody();
    else if (this.stream.writableNeedDrain)
      this.deadlineMs = this.carrier.host.nowMs + this.carrier.host.bounds.sendIdleTimeoutMs;
    else this.deadlineMs = NEVER;
    this.onClose?.(true);
  }

  abort(): void {
    this.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }

  /** Called about twice a second: ends what is past its bound. */
  checkDeadline(nowMs: number): void {
    if (nowMs < this.deadlineMs) return;
    this.deadlineMs = NEVER;
    const { sink } = this;
    if (this.isDiscarding) {
      this.stream.close(constants.NGHTTP2_NO_ERROR);
    } else if (this.stream.writableNeedDrain) {
      this.stream.close(constants.NGHTTP2_CANCEL);
    } else if (sink !== undefined) {
      this.breakBody(sink, new SyntaxFault("The body did not come in time.", 408));
    }
  }

  private get isGone(): boolean {
    return this.stream.destroyed || this.stream.closed;
  }

  private awaitBody(): void {
    this.deadlineMs = this.carrier.host.nowMs + this.carrier.host.bounds.bodyIdleTimeoutMs;
  }

  private takeData(chunk: Buffer): void {
    this.bytesIn += chunk.length;
    if (this.isDiscarding) {
      this.discardedBytes += chunk.length;
      if (this.discardedBytes > DISCARDED_BYTES_MAX) this.stream.close(constants.NGHTTP2_NO_ERROR);
      return;
    }
    this.awaitBody();
    this.sink?.onData(chunk);
  }

  private takeTrailers(lines: readonly string[]): void {
    try {
      checkTrailers(lines);
      this.trailerLines = lines;
    } catch (error) {
      // The one place where a broken trailer surfaces: the exchange is told and answers.
      if (!(error instanceof SyntaxFault)) throw error;
      if (this.sink !== undefined) this.breakBody(this.sink, error);
    }
  }

  private endBody(): void {
    const { sink } = this;
    this.isBodyEnded = true;
    this.sink = undefined;
    this.deadlineMs = NEVER;
    sink?.onEnd(this.trailerLines);
  }

  private breakBody(sink: BodySink, fault: SyntaxFault): void {
    this.sink = undefined;
    sink.onBroken(fault);
  }

  /** An answer before the end of the body: the caller is told to stop when it has read the answer (RFC 9113, 8.1). */
  private discardBody(): void {
    if (this.isDiscarding || this.isGone) return;
    this.isDiscarding = true;
    this.deadlineMs = this.carrier.host.nowMs + DISCARD_MS;
    if (this.stream.listenerCount("data") === 0) {
      this.stream.on("data", (chunk: Buffer) => this.takeData(chunk));
      this.stream.on("end", () => this.endBody());
    }
    this.stream.resume();
  }

  private sendTrailers(): void {
    if (!this.isGone) this.stream.sendTrailers(headersOf(this.answerTrailers));
  }

  private drain(): void {
    if (this.sink !== undefined && !this.isBodyPaused) this.awaitBody();
    else if (!this.isDiscarding) this.deadlineMs = NEVER;
    this.onDrain?.();
  }

  private closed(): void {
    const { sink, isAnswerEnded } = this;
    this.sink = undefined;
    this.deadlineMs = NEVER;
    sink?.onBroken(undefined);
    this.carrier.onStreamEnd(this, !isAnswerEnded);
    if (isAnswerEnded) return;
    this.isAnswerEnded = true;
    this.onClose?.(false);
  }
}

/** Lines as the object that the library wants: several values of a name in their order. */
function headersOf(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let i = 0; i < lines.length; i += 2) {
    const name = (lines[i] ?? "").toLowerCase();
    const values = headers[name] ?? [];
    values.push(lines[i + 1] ?? "");
    headers[name] = values;
  }
  return headers;
}
