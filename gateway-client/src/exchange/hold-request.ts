import type { Outcome, Refusal } from "../../policies/define.ts";
import { HeldBody } from "../../policies/held-body.ts";
import { BodyParts, HELD_BYTES_MAX } from "./body-parts.ts";
import type { GatewayExchange } from "./gateway-exchange.ts";
import { BodyFault, openBody } from "./open-body.ts";

/**
 * Reads the request's body into memory, without its content codings: up to the route's bound, 413 over it. Other policies and
 * the backend then find it in the exchange.
 */
export function holdRequest(exchange: GatewayExchange): Outcome | Promise<Outcome> {
  const { incoming, requestBytesMax: bytesMax = HELD_BYTES_MAX } = exchange;
  if (incoming.contentLength === 0) return keep(exchange, new Uint8Array(), bytesMax);
  if ((incoming.contentLength ?? 0) > bytesMax) return tooLarge(bytesMax);

  const parts = new BodyParts(bytesMax);
  return new Promise((resolve) => {
    incoming.readBody({
      onData: (chunk) => {
        if (!parts.push(chunk)) resolve(tooLarge(bytesMax));
      },
      onEnd: () => resolve(parts.isOver ? tooLarge(bytesMax) : keep(exchange, parts.join(), bytesMax)),
      onBroken: (fault) => {
        const detail = fault?.message ?? "The caller is gone.";
        resolve({ problem: "bad-request", detail, ...(fault === undefined ? {} : { status: fault.status }) });
      },
    });
  });
}

export function tooLarge(bytesMax: number): Refusal {
  return { problem: "body-too-large", detail: `The body may have ${bytesMax} bytes.` };
}

function keep(exchange: GatewayExchange, bytes: Uint8Array, bytesMax: number): Outcome {
  const { request } = exchange;
  const encoding = request.get("content-encoding");
  try {
    exchange.requestBody = new HeldBody(openBody(bytes, encoding, bytesMax), request.get("content-type"));
  } catch (error) {
    // What the caller sent is at fault, not the gateway: an answer and no log entry.
    if (!(error instanceof BodyFault)) throw error;
    return error.isTooLarge ? tooLarge(bytesMax) : { problem: "bad-request", detail: `The body ${error.message}.` };
  }
  if (encoding !== undefined) request.delete("content-encoding");
  return undefined;
}
