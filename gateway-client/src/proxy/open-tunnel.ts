import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { responseLines } from "../exchange/response-lines.ts";
import type { ByteChannel } from "../http1/byte-channel.ts";
import { conclude } from "../pipeline/run.ts";
import { answerFault } from "../websocket/handshake.ts";

export interface SwitchedBackend {
  readonly headerLines: readonly string[];
  readonly backend: ByteChannel;
  /** The backend has done its part. */
  onEnd(): void;
}

/**
 * Passes the backend's 101 on and joins the two connections; the exchange lasts as long as they do. Policies of `outbound` do
 * not see it: there is no answer whose body or status they could change.
 */
export function openTunnel(exchange: GatewayExchange, { headerLines, backend, onEnd }: SwitchedBackend): void {
  const fault = answerFault(exchange.incoming.headerLines, headerLines);
  if (exchange.isOver || fault !== undefined) {
    backend.destroy();
    onEnd();
    if (fault !== undefined) conclude(exchange, { problem: "backend-answer-invalid", detail: fault }, undefined);
    return;
  }
  exchange.status = 101;
  const { requestId, answerHeaders } = exchange;
  const lines = [
    "upgrade",
    "websocket",
    ...responseLines(headerLines, { requestId, headers: answerHeaders, vary: undefined }),
  ];
  const caller = exchange.incoming.switchProtocols(lines);
  const tunnel = exchange.node.tunnels.open(exchange, { caller, backend });
  exchange.forwarding = {
    stop: () => {
      tunnel.stop();
      onEnd();
    },
  };
}
