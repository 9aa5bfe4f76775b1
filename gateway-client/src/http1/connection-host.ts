import type { SyntaxFault } from "./header-lines.ts";
import type { HeadBounds } from "./request-head.ts";
import type { IncomingExchange } from "./transport.ts";

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
