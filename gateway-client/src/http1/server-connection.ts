import type { Socket } from "node:net";
import type { PeerCertificate } from "../tls/peer-certificate.ts";
import { BodyReader, noBody } from "./body-reader.ts";
import { ByteChannel } from "./byte-channel.ts";
import type { ConnectionHost, ExchangeCarrier } from "./connection-host.ts";
import { findBlockEnd, SyntaxFault } from "./header-lines.ts";
import { headTooLarge, parseRequestHead, unreadable } from "./request-head.ts";
import { ServerExchange } from "./server-exchange.ts";
import type { BodySink } from "./transport.ts";

/** What is discarded of a body that nobody wanted, so that the caller reads the answer before the connection resets. */
const DISCARDED_BYTES_MAX = 1024 * 1024;
const DISCARD_MS = 2_000;
/** How long a caller that has ended its side is still thought to listen. */
const HALF_CLOSED_MS = 1_000;
const EMPTY = Buffer.alloc(0);

/** A connection of a caller: requests one after the other, each answered before the next is read. */
export class ServerConnection implements ExchangeCarrier {
  readonly socket: Socket;
  readonly remoteAddress: string;
  /** Present on connections of TLS. */
  readonly peer: PeerCertificate | undefined;
  private readonly host: ConnectionHost;
  private exchange: ServerExchange | undefined;
  /** Present when the connection has left HTTP behind. */
  private channel: ByteChannel | undefined;
  /** Read, but not yet used: part of a head, of a body not yet wanted, or the next request. */
  private input: Buffer = EMPTY;
  private isDispatching = false;
  private sink: BodySink | undefined;
  private body: BodyReader = noBody;
  private isBodyPaused = false;
  private isDiscarding = false;
  private discardedBytes = 0;
  private isHeadStarted = false;
  private isCallerDone = false;
  private deadlineMs: number;

  constructor(socket: Socket, host: ConnectionHost, peer: PeerCertificate | undefined) {
    this.socket = socket;
    this.host = host;
    this.peer = peer;
    this.remoteAddress = socket.remoteAddress ?? "";
    this.deadlineMs = host.nowMs + host.bounds.headTimeoutMs;
    socket.on("data", (bytes: Buffer) => this.onData(bytes));
    socket.on("end", () => this.onCallerDone());
    socket.on("close", () => this.onGone());
    socket.on("drain", () => this.onDrain());
    // A reset by the caller is no event of ours: `close` follows and tells the exchange.
    socket.on("error", () => undefined);
  }

  get isIdle(): boolean {
    return this.exchange === undefined && this.input.length === 0;
  }

  get hasBodyArrived(): boolean {
    return this.body.endsWithin(this.input);
  }

  readBody(sink: BodySink): void {
    this.sink = sink;
    this.isBodyPaused = false;
    this.deadlineMs = this.host.nowMs + this.host.bounds.bodyIdleTimeoutMs;
    if (this.body.isDone) {
      this.sink = undefined;
      sink.onEnd([]);
      return;
    }
    this.takeBody();
    this.socket.resume();
  }

  pauseBody(): void {
    this.isBodyPaused = true;
    this.socket.pause();
  }

  resumeBody(): void {
    if (!this.isBodyPaused) return;
    this.isBodyPaused = false;
    this.deadlineMs = this.host.nowMs + this.host.bounds.bodyIdleTimeoutMs;
    this.takeBody();
    if (!this.isBodyPaused) this.socket.resume();
  }

  mustClose(): boolean {
    if (!this.body.isDone && this.sink === undefined) this.absorbArrivedBody();
    return this.host.isClosing || !this.body.isDone || this.isDiscarding || this.isCallerDone;
  }

  get date(): string {
    return this.host.date;
  }

  switchProtocols(): ByteChannel {
    this.channel = new ByteChannel(this.socket, this.input);
    this.input = EMPTY;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.socket.resume();
    return this.channel;
  }

  answered(): void {
    const exchange = this.exchange;
    if (exchange === undefined) return;
    this.exchange = undefined;
    this.sink = undefined;
    exchange.onClose?.(true);
    if (!exchange.isKeptAlive || !this.body.isDone) {
      this.closeGently();
      return;
    }
    this.deadlineMs = this.host.nowMs + this.host.bounds.keepAliveTimeoutMs;
    if (this.input.length > 0) this.dispatch();
    if (this.exchange === undefined && this.socket.isPaused()) this.socket.resume();
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** Called about once a second: ends what is past its bound. */
  checkDeadline(nowMs: number): void {
    if (nowMs < this.deadlineMs) return;
    if (this.socket.writableNeedDrain || this.isDiscarding || this.isCallerDone) {
      this.destroy();
      return;
    }
    if (this.isIdle) this.destroy();
    else if (this.exchange === undefined) this.refuse(new SyntaxFault("The header did not come in time.", 408));
    else if (this.sink !== undefined && !this.isBodyPaused)
      this.breakBody(new SyntaxFault("The body did not come in time.", 408));
  }

  startSendClock(): void {
    this.deadlineMs = this.host.nowMs + this.host.bounds.sendIdleTimeoutMs;
  }

  private onData(bytes: Buffer): void {
    if (this.channel !== undefined) {
      this.channel.take(bytes);
      return;
    }
    if (this.isDiscarding) {
      this.discard(bytes.length);
      return;
    }
    this.input = this.input.length === 0 ? bytes : Buffer.concat([this.input, bytes]);
    if (this.exchange === undefined) this.dispatch();
    else if (this.sink !== undefined && !this.isBodyPaused) this.takeBody();
    else this.socket.pause();
  }

  /** Reads heads and hands them on, as long as each is answered at once: pipelined requests need no recursion. */
  private dispatch(): void {
    if (this.isDispatching) return;
    this.isDispatching = true;
    try {
      while (this.exchange === undefined && this.input.length > 0 && !this.isDiscarding) {
        const exchange = this.takeHead();
        if (exchange === undefined) return;
        this.exchange = exchange;
        this.host.onExchange(exchange);
      }
    } catch (error) {
      // The one place where a broken head surfaces: it is answered, and the connection with its unknown rest is closed.
      if (!(error instanceof SyntaxFault)) throw error;
      this.refuse(error);
    } finally {
      this.isDispatching = false;
    }
  }

  private takeHead(): ServerExchange | undefined {
    const { bounds } = this.host;
    const text = this.input.toString("latin1", 0, Math.min(this.input.length, bounds.headBytesMax + 4));
    // RFC 9112, 2.2: one empty line before a request line is passed over.
    const from = text.startsWith("\r\n") ? 2 : 0;
    const end = findBlockEnd(from === 0 ? text : text.slice(from));
    if (end < 0) {
      if (text.length > bounds.headBytesMax) throw headTooLarge(text, bounds);
      if (text.length === this.input.length) this.startHeadClock();
      return undefined;
    }
    const head = parseRequestHead(text.slice(from, from + end), bounds);
    this.input = this.input.length === from + end + 4 ? EMPTY : this.input.subarray(from + end + 4);
    this.body = head.framing.kind === "none" ? noBody : new BodyReader(head.framing);
    this.isHeadStarted = false;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    return new ServerExchange(this, head);
  }

  private startHeadClock(): void {
    if (this.isHeadStarted) return;
    this.isHeadStarted = true;
    this.deadlineMs = this.host.nowMs + this.host.bounds.headTimeoutMs;
  }

  private takeBody(): void {
    const { sink, input } = this;
    if (sink === undefined || input.length === 0) return;
    this.deadlineMs = this.host.nowMs + this.host.bounds.bodyIdleTimeoutMs;
    try {
      this.input = this.body.push(input, (chunk) => {
        this.count(chunk.length);
        sink.onData(chunk);
      });
    } catch (error) {
      // A broken chunk: the exchange is told and answers; nothing behind it can be read.
      if (!(error instanceof SyntaxFault)) throw error;
      this.breakBody(error);
      return;
    }
    if (this.body.isDone) this.endBody(sink, this.body.trailerLines);
  }

  private endBody(sink: BodySink, trailerLines: readonly string[]): void {
    if (this.sink !== sink) return;
    this.sink = undefined;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    if (this.input.length > 0) this.socket.pause();
    sink.onEnd(trailerLines);
  }

  /** The rest of the body cannot be read: the exchange may still answer, the connection ends with it. */
  private breakBody(fault: SyntaxFault | undefined): void {
    const { sink } = this;
    this.sink = undefined;
    this.isDiscarding = true;
    this.startDiscarding();
    sink?.onBroken(fault);
  }

  /** A body that nobody asked for but that has come already does not cost the connection. */
  private absorbArrivedBody(): void {
    if (this.hasBodyArrived) this.input = this.body.push(this.input, (chunk) => this.count(chunk.length));
  }

  private count(bytes: number): void {
    this.exchange?.countBody(bytes);
  }

  private refuse(fault: SyntaxFault): void {
    const { headerLines, body } = this.host.refusal(fault);
    this.input = EMPTY;
    this.exchange = new ServerExchange(this, { ...unreadable });
    this.exchange.answer(fault.status, headerLines, body);
  }

  private closeGently(): void {
    this.isDiscarding = true;
    this.startDiscarding();
    this.socket.end();
  }

  private startDiscarding(): void {
    this.input = EMPTY;
    this.deadlineMs = this.host.nowMs + DISCARD_MS;
    this.socket.resume();
  }

  private discard(bytes: number): void {
    this.discardedBytes += bytes;
    if (this.discardedBytes > DISCARDED_BYTES_MAX && this.exchange === undefined) this.destroy();
  }

  /**
   * The caller has ended its side. Between requests that is goodbye. During one it is either a caller that still listens or
   * one that is gone, and TCP does not tell which: it gets a moment, then its request is given up.
   */
  private onCallerDone(): void {
    if (this.exchange === undefined) {
      this.socket.end();
      return;
    }
    if (this.channel !== undefined) return;
    this.isCallerDone = true;
    this.deadlineMs = this.host.nowMs + HALF_CLOSED_MS;
    if (!this.body.isDone && this.sink !== undefined) this.breakBody(undefined);
  }

  private onDrain(): void {
    if (!this.isCallerDone) this.deadlineMs = Number.POSITIVE_INFINITY;
    if (this.sink !== undefined) this.deadlineMs = this.host.nowMs + this.host.bounds.bodyIdleTimeoutMs;
    this.exchange?.onDrain?.();
  }

  private onGone(): void {
    const { exchange, sink } = this;
    this.exchange = undefined;
    this.sink = undefined;
    sink?.onBroken(undefined);
    exchange?.onClose?.(false);
  }
}
