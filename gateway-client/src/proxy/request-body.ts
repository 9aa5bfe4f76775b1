import type { Refusal } from "../../policies/define.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { tooLarge } from "../exchange/hold-request.ts";
import type { BodySink, OutgoingExchange } from "../http1/transport.ts";

/** What the request's body needs of the call that it belongs to. */
export interface BodyCarrier {
  readonly outgoing: OutgoingExchange | undefined;
  /** Gives the backend up and refuses the exchange. */
  refuse(refusal: Refusal): void;
  /** Gives the backend up: there is nobody left to answer. */
  stop(): void;
}

/** Sends a body that was held. */
export function writeHeld(bytes: Uint8Array, outgoing: OutgoingExchange | undefined): void {
  if (bytes.length === 0) return;
  outgoing?.write(bytes);
  outgoing?.end();
}

/** Streams the caller's body to the backend at the pace of the slower one. */
export function streamBody({ incoming, requestBytesMax = Number.POSITIVE_INFINITY }: GatewayExchange, to: BodyCarrier) {
  const sink: BodySink = {
    onData: (chunk) => {
      if (incoming.bytesIn > requestBytesMax) to.refuse(tooLarge(requestBytesMax));
      else if (to.outgoing?.write(chunk) === false) incoming.pauseBody();
    },
    onEnd: (trailerLines) => to.outgoing?.end(trailerLines),
    onBroken: (fault) => {
      if (fault === undefined) to.stop();
      else to.refuse({ problem: "bad-request", detail: fault.message, status: fault.status });
    },
  };
  incoming.readBody(sink);
}
