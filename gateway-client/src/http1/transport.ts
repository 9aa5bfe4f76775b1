import type { CallerCertificate } from "../../policies/caller-certificate.ts";
import type { ByteChannel } from "./byte-channel.ts";
import type { SyntaxFault } from "./header-lines.ts";

/**
 * What the gateway needs of a transport, whatever the protocol below. Header lines are name and value in turn, as they came,
 * with the white space around the value removed. Everything arrives checked: a request or an answer that two parsers could
 * read differently never gets as far as these interfaces.
 */

/** A request whose head is complete, and the way to answer it. */
export interface IncomingExchange {
  readonly method: string;
  /** Path and query as they came, byte for byte (latin1); `*` for a server-wide OPTIONS. */
  readonly target: string;
  /** Host and port as the caller named them, in lower case; empty where HTTP/1.0 named none. */
  readonly authority: string;
  readonly httpVersion: "1.0" | "1.1" | "2.0";
  readonly headerLines: readonly string[];
  /** The protocol that the caller would rather speak (`Upgrade`); only HTTP/1.1 has this. */
  readonly upgrade: string | undefined;
  /** Bytes of the body; 0 when there is none, undefined when only its end will tell. */
  readonly contentLength: number | undefined;
  readonly remoteAddress: string;
  readonly isSecure: boolean;
  /** What the caller has shown in the handshake of TLS; undefined where it has shown none. */
  readonly clientCertificate: CallerCertificate | undefined;

  /** Lets the body flow to `sink`; asks a caller that waits for it to go on first (RFC 9110, 10.1.1). */
  readBody(sink: BodySink): void;
  pauseBody(): void;
  resumeBody(): void;

  /** A whole answer in as few writes as possible. Framing lines are the transport's: give none of them. */
  answer(status: number, headerLines: readonly string[], body?: string | Uint8Array): void;
  /**
   * A whole answer that is kept ready: status line, header lines and `content-length` as one text, each line with its end, then
   * `more` lines likewise. `date` is among them. Only where heads are text.
   */
  answerPrepared?(opening: string, more: string, body: string | Buffer): void;
  /** Begins an answer of `contentLength` bytes, or of unknown length. Nothing is sent before `flush`, `write` of much, or `end`. */
  start(status: number, headerLines: readonly string[], contentLength: number | undefined): void;
  /** Leaves HTTP behind with a 101, as the caller has asked for: what it gives back carries the bytes from here on. */
  switchProtocols(headerLines: readonly string[]): ByteChannel;
  /** An interim answer (1xx) before the final one. */
  inform(status: number, headerLines: readonly string[]): void;
  /** False when the caller reads slower than this: wait for `onDrain`. */
  write(chunk: Uint8Array): boolean;
  /** Sends what is held back to join it with more. Call it when nothing more is at hand. */
  flush(): void;
  end(trailerLines?: readonly string[]): void;
  /** Ends the connection (or stream) without finishing the answer, so that the caller sees that it is cut. */
  abort(): void;

  readonly isAnswerStarted: boolean;
  /** Bytes of the request's body received and of the answer's body sent, so far. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  onDrain: (() => void) | undefined;
  /** Called once: when the answer is out, or when the caller is gone before that. */
  onClose: ((isComplete: boolean) => void) | undefined;
}

export interface BodySink {
  onData(chunk: Uint8Array): void;
  /** The body is whole. Trailer lines are those that may be sent on. */
  onEnd(trailerLines: readonly string[]): void;
  /** No more will come: the caller is gone (no fault), too slow, or broke a rule of framing. */
  onBroken(fault: SyntaxFault | undefined): void;
}

/** A request on its way to a backend. */
export interface OutgoingRequest {
  readonly method: string;
  readonly target: string;
  /** Without framing lines; `host` is among them. */
  readonly headerLines: readonly string[];
  /** The protocol to speak after a 101; `Connection` and `Upgrade` are the transport's. */
  readonly upgrade?: string | undefined;
  /** Bytes that will be written; undefined for a body of unknown length, 0 for none. */
  readonly contentLength: number | undefined;
}

/** What comes back. The calls of one read follow each other at once, then `onPause` says that no more is at hand. */
export interface AnswerSink {
  /** The connection is there: what is written of the body at once leaves together with the head. */
  onReady(exchange: OutgoingExchange): void;
  onInformation(status: number, headerLines: readonly string[]): void;
  /** The backend has switched to the protocol asked for: the exchange is over, and the connection the sink's. */
  onSwitch?(headerLines: readonly string[], channel: ByteChannel): void;
  onHead(status: number, headerLines: readonly string[], contentLength: number | undefined): void;
  onData(chunk: Uint8Array): void;
  onPause(): void;
  onEnd(trailerLines: readonly string[]): void;
  onError(error: UpstreamError): void;
  /** The backend takes more of the request's body again. */
  onDrain(): void;
}

export interface OutgoingExchange {
  /** False when the backend reads slower than this: wait for `onDrain`. */
  write(chunk: Uint8Array): boolean;
  end(trailerLines?: readonly string[]): void;
  pause(): void;
  resume(): void;
  /** Gives the exchange up; nothing of it is called any more. */
  abort(): void;
}

/** Why there is no (whole) answer. */
export type UpstreamFault =
  | "unreachable"
  | "connect-timeout"
  | "first-byte-timeout"
  | "idle-timeout"
  | "closed"
  | "invalid-answer"
  | "overloaded";

export class UpstreamError extends Error {
  readonly fault: UpstreamFault;
  /** Whether the backend cannot have begun to work on the request, so that sending it again is safe for any method. */
  readonly isUnsent: boolean;

  constructor(fault: UpstreamFault, message: string, isUnsent = false) {
    super(message);
    this.name = "UpstreamError";
    this.fault = fault;
    this.isUnsent = isUnsent;
  }
}
