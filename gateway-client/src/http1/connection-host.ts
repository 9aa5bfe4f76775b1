import type { Socket } from "node:net";
import type { PeerCertificate } from "../tls/peer-certificate.ts";
import type { ByteChannel } from "./byte-channel.ts";
import type { SyntaxFault } from "./header-lines.ts";
import type { HeadBounds } from "./request-head.ts";
import type { BodySink, IncomingExchange } from "./transport.ts";

/** What a connection needs of its server. */
export interface ConnectionHost {
  readonly bounds: HeadBounds & TimeBounds;
  readonly isClosing: boolean;
  /** Monotonic milliseconds of the server's last tick: good enough for bounds of seconds, free on the hot path. */
  readonly nowMs: number;
  readonly date: string;
  onExchange(exchange: IncomingExchange): void;
  /** The answer to a request that cannot be understood: header lines and body. */
  refusal(fault: SyntaxFault): { headerLines: readonly string[]; body: string };
}

export interface TimeBounds {
  /** From the first byte of a head to its end (slowloris): 408 after it. */
  headTimeoutMs: number;
  /** Between two requests on a kept connection. */
  keepAliveTimeoutMs: number;
  /** Without a byte of a body that is waited for: 408 after it. */
  bodyIdleTimeoutMs: number;
  /** Without the caller taking a byte of the answer. */
  sendIdleTimeoutMs: number;
}

/** What an exchange needs of the connection that carries it. */
export interface ExchangeCarrier {
  readonly socket: Socket;
  readonly remoteAddress: string;
  /** Present on connections of TLS. */
  readonly peer: PeerCertificate | undefined;
  /** Whether all of the request's body has been read from the socket. */
  readonly hasBodyArrived: boolean;
  readBody(sink: BodySink): void;
  pauseBody(): void;
  resumeBody(): void;
  /** Whether the answer about to start must be the connection's last. */
  mustClose(): boolean;
  /** For `Date`. */
  readonly date: string;
  /** Leaves HTTP behind; not before the head of the 101 is written. */
  switchProtocols(): ByteChannel;
  /** The caller does not read as fast as is written: it is not waited for without end. */
  startSendClock(): void;
  /** The exchange has sent all of its answer. */
  answered(): void;
  destroy(): void;
}
