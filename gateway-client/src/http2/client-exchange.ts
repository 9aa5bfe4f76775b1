import { type ClientHttp2Session, type ClientHttp2Stream, constants } from "node:http2";
import type { SendTimeouts } from "../http1/pool.ts";
import { type AnswerSink, type OutgoingExchange, type OutgoingRequest, UpstreamError } from "../http1/transport.ts";

const NO_LINES: readonly string[] = [];

/** A request on a stream of its own, or, where the backend does not speak HTTP/2, on what `pass` leads it to. */
export class Http2ClientExchange implements OutgoingExchange {
  isOver = false;
  /** Monotonic milliseconds. */
  deadlineMs = Number.POSITIVE_INFINITY;
  private readonly request: OutgoingRequest;
  private readonly sink: AnswerSink;
  private readonly timeouts: SendTimeouts;
  private stream: ClientHttp2Stream | undefined;
  private other: OutgoingExchange | undefined;
  private trailerLines: readonly string[] = NO_LINES;
  private hasHead = false;
  private isSent = false;
  private whenDone: () => void = () => undefined;

  constructor(request: OutgoingRequest, sink: AnswerSink, timeouts: SendTimeouts) {
    this.request = request;
    this.sink = sink;
    this.timeouts = timeouts;
  }

  get connectMs(): number {
    return this.timeouts.connectMs;
  }

  /**
   * Whether the session takes the request: there are header lines that HTTP/2 cannot carry.
   *
   * @param whenDone called once, when the stream is no more
   */
  begin(session: ClientHttp2Session, whenDone: () => void): boolean {
    this.isSent = this.request.contentLength === 0;
    const stream = openStream(session, this.request);
    if (stream === undefined) return false;
    this.whenDone = whenDone;
    this.stream = stream;
    this.touch(this.isSent ? this.timeouts.firstByteMs : this.timeouts.idleMs);
    stream.on("headers", (_headers, _flags, raw) => this.takeInformation(raw));
    stream.on("response", (_headers, _flags, raw) => this.takeHead(raw));
    stream.on("trailers", (_headers, _flags, raw) => {
      this.trailerLines = plainLines(raw);
    });
    stream.on("drain", () => this.sink.onDrain());
    stream.on("end", () => this.takeEnd());
    stream.on("close", () => this.takeClose());
    // Why a stream broke is in its code, which `close` reads.
    stream.on("error", () => undefined);
    this.sink.onReady(this);
    return true;
  }

  /** Leads the request elsewhere: whatever is called from now on goes there. */
  pass(send: (request: OutgoingRequest, sink: AnswerSink, timeouts: SendTimeouts) => OutgoingExchange): void {
    if (this.isOver) return;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.other = send(this.request, this.sink, this.timeouts);
  }

  fail(error: UpstreamError): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stream?.close(constants.NGHTTP2_CANCEL);
    // Not before `send` has returned: the caller of it does not hold the exchange yet.
    queueMicrotask(() => this.sink.onError(error));
  }

  checkDeadline(nowMs: number): void {
    if (this.isOver || nowMs < this.deadlineMs) return;
    if (this.stream === undefined) {
      this.fail(new UpstreamError("overloaded", "No stream to the backend became free in time.", true));
    } else if (this.isSent && !this.hasHead) {
      this.fail(new UpstreamError("first-byte-timeout", "The backend did not begin its answer in time."));
    } else {
      this.fail(new UpstreamError("idle-timeout", "The backend fell silent."));
    }
  }

  write(chunk: Uint8Array): boolean {
    if (this.other !== undefined) return this.other.write(chunk);
    if (this.stream === undefined || this.isOver) return false;
    this.touch(this.timeouts.idleMs);
    return this.stream.write(chunk);
  }

  end(trailerLines?: readonly string[]): void {
    if (this.other !== undefined) {
      this.other.end(trailerLines);
      return;
    }
    if (this.stream === undefined || this.isSent) return;
    this.isSent = true;
    this.stream.end();
    if (!this.hasHead) this.touch(this.timeouts.firstByteMs);
  }

  pause(): void {
    this.other?.pause();
    this.stream?.pause();
    this.deadlineMs = Number.POSITIVE_INFINITY;
  }

  resume(): void {
    this.other?.resume();
    if (this.stream === undefined || !this.stream.isPaused()) return;
    this.touch(this.timeouts.idleMs);
    this.stream.resume();
  }

  abort(): void {
    this.isOver = true;
    this.other?.abort();
    this.stream?.close(constants.NGHTTP2_CANCEL);
  }

  private takeInformation(raw: readonly string[]): void {
    if (!this.isOver) this.sink.onInformation(statusOf(raw), plainLines(raw));
  }

  private takeHead(raw: readonly string[]): void {
    if (this.isOver) return;
    this.hasHead = true;
    this.touch(this.timeouts.idleMs);
    const lines = plainLines(raw);
    this.sink.onHead(statusOf(raw), lines, lengthOf(lines, this.stream?.endAfterHeaders === true));
    this.stream?.on("data", (chunk: Buffer) => {
      if (this.isOver) return;
      this.touch(this.timeouts.idleMs);
      this.sink.onData(chunk);
      this.sink.onPause();
    });
  }

  private takeEnd(): void {
    if (this.isOver || !this.hasHead) return;
    this.isOver = true;
    // A backend that has answered before the request was whole reads no more of it.
    if (!this.isSent) this.stream?.close(constants.NGHTTP2_CANCEL);
    this.sink.onEnd(this.trailerLines);
  }

  private takeClose(): void {
    this.whenDone();
    const { rstCode = constants.NGHTTP2_NO_ERROR } = this.stream ?? {};
    // An end without fault is told by `end`; it may come behind this.
    if (this.isOver || (this.hasHead && rstCode === constants.NGHTTP2_NO_ERROR)) return;
    const isUnsent = rstCode === constants.NGHTTP2_REFUSED_STREAM;
    const isBroken = rstCode === constants.NGHTTP2_PROTOCOL_ERROR;
    this.fail(
      isBroken
        ? new UpstreamError("invalid-answer", "The backend's answer breaks the rules of HTTP/2.")
        : new UpstreamError("closed", "The backend closed the stream before its answer was whole.", isUnsent),
    );
  }

  private touch(ms: number): void {
    this.deadlineMs = performance.now() + ms;
  }
}

function openStream(session: ClientHttp2Session, request: OutgoingRequest): ClientHttp2Stream | undefined {
  try {
    return session.request(headLines(request), { endStream: request.contentLength === 0 });
  } catch {
    // Node refuses what RFC 9113 has no place for, a header of a single value twice say, and sessions that are just ending.
    return undefined;
  }
}

/** RFC 9113, 8.3.1: the authority takes the place of `Host`, and names are in lower case. */
function headLines({ method, target, headerLines, contentLength }: OutgoingRequest): string[] {
  const lines = [":method", method, ":scheme", "https", ":path", target];
  for (let i = 0; i < headerLines.length; i += 2) {
    const name = (headerLines[i] ?? "").toLowerCase();
    if (name === "host") lines.unshift(":authority", headerLines[i + 1] ?? "");
    else lines.push(name, headerLines[i + 1] ?? "");
  }
  if (contentLength !== undefined && contentLength > 0) lines.push("content-length", String(contentLength));
  return lines;
}

function plainLines(raw: readonly string[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (!raw[i]?.startsWith(":")) lines.push(raw[i] ?? "", raw[i + 1] ?? "");
  }
  return lines;
}

function statusOf(raw: readonly string[]): number {
  return Number(raw[raw.indexOf(":status") + 1]);
}

function lengthOf(lines: readonly string[], isEnded: boolean): number | undefined {
  const at = lines.indexOf("content-length");
  if (at >= 0 && at % 2 === 0) return Number(lines[at + 1]);
  return isEnded ? 0 : undefined;
}
