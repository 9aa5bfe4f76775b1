import { randomBytes } from "node:crypto";
import { TRACE_ID_HEADER, type TraceRecord } from "@gatehouse/contract/trace.ts";
import type { Ended } from "../../policies/exchange.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { CallTrace } from "./call-trace.ts";
import { createMasking } from "./masking.ts";
import type { IgnoredToken, TraceTokens } from "./trace-tokens.ts";

/** Traced calls that one thread has in hand at once: what is recorded of each is bounded, and so is their number. */
const TRACED_AT_ONCE_MAX = 100;

export interface TracingOptions {
  tokens: TraceTokens;
  /** Where finished traces go. */
  keep(record: TraceRecord): void;
  /** Told of every token that did not count. */
  onIgnored(why: IgnoredToken): void;
}

/** Traces calls that carry a token. One of a thread. */
export class Tracing {
  readonly #options: TracingOptions;
  #inHand = 0;

  constructor(options: TracingOptions) {
    this.#options = options;
  }

  /** The exchange has met its operation and carries this token. Without a valid one it goes on as if it carried none. */
  begin(exchange: GatewayExchange, token: string): void {
    const { tokens, onIgnored } = this.#options;
    if (exchange.trace !== undefined) return;
    const why =
      this.#inHand >= TRACED_AT_ONCE_MAX ? "too-many" : tokens.check(token, exchange.api.id, exchange.receivedAtMs);
    if (why !== undefined) {
      onIgnored(why);
      return;
    }
    this.#inHand++;
    const { keyNames, secrets } = exchange.api;
    const masking = createMasking([...(keyNames?.headers ?? []), ...(keyNames?.query ?? [])], secrets);
    exchange.trace = new CallTrace(randomBytes(16).toString("hex"), exchange, masking);
    exchange.setAnswerHeader(TRACE_ID_HEADER, exchange.trace.id);
    exchange.trace.frame(
      "route",
      () => undefined,
      () => [
        { what: "api", value: exchange.api.slug },
        { what: "version", value: exchange.version.name },
        { what: "operation", value: exchange.operation.id },
      ],
    );
  }

  end(trace: CallTrace, ended: Ended): void {
    this.#inHand--;
    this.#options.keep(trace.finish(ended));
  }
}
