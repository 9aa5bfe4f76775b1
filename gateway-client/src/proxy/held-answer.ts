import type { Outcome } from "../../policies/define.ts";
import { HeldBody } from "../../policies/held-body.ts";
import { BodyParts, HELD_BYTES_MAX } from "../exchange/body-parts.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { HeaderList } from "../exchange/header-list.ts";
import { BodyFault, openBody } from "../exchange/open-body.ts";
import { sendAnswer } from "../pipeline/answer.ts";
import { conclude, runSteps } from "../pipeline/run.ts";

/** A backend's answer that is collected whole, because a policy of `outbound` reads or changes its body. */
export class HeldAnswer {
  readonly #status: number;
  readonly #headers: HeaderList;
  readonly #parts: BodyParts;

  constructor(status: number, headerLines: readonly string[], bytesMax = HELD_BYTES_MAX) {
    this.#parts = new BodyParts(bytesMax);
    this.#status = status;
    this.#headers = new HeaderList(headerLines);
  }

  /** False when it is larger than what is held. */
  push(chunk: Uint8Array): boolean {
    return this.#parts.push(chunk);
  }

  /** Runs the policies of `outbound` over the whole answer and sends it. */
  answer(exchange: GatewayExchange): void {
    exchange.response = { status: this.#status, headers: this.#headers };
    const refused = this.#open(exchange);
    if (refused !== undefined) {
      conclude(exchange, refused, undefined);
      return;
    }
    const { outbound } = exchange.document ?? exchange.operation.pipelines.default;
    runSteps(exchange, outbound, sendHeld);
  }

  /** Puts the body into the exchange, without its content codings. Trailers of an answer that is held are not sent on. */
  #open(exchange: GatewayExchange): Outcome {
    const encoding = this.#headers.get("content-encoding");
    try {
      const bytes = openBody(this.#parts.join(), encoding, this.#parts.bytesMax);
      exchange.responseBody = new HeldBody(bytes, this.#headers.get("content-type"));
    } catch (error) {
      // What the backend sent is at fault, not the gateway: an answer and no log entry.
      if (!(error instanceof BodyFault)) throw error;
      const detail = `The body of the backend's answer ${error.message}.`;
      return { problem: error.isTooLarge ? "backend-answer-too-large" : "backend-answer-invalid", detail };
    }
    if (encoding !== undefined && exchange.method !== "HEAD") this.#headers.delete("content-encoding");
    return undefined;
  }
}

/** Sends an answer whose body is held, as policies have left it. */
export function sendHeld(exchange: GatewayExchange): void {
  const { response, responseBody } = exchange;
  if (response === undefined) return;
  // A body that has another content is another representation: its validators and ranges are not those of the backend's.
  if (responseBody?.isChanged) for (const name of REPRESENTATION_HEADERS) response.headers.delete(name);
  const { status, headers } = response;
  sendAnswer(exchange, { status, headers: headers.lines, body: hasBody(exchange) ? responseBody?.bytes : undefined });
}

const REPRESENTATION_HEADERS = ["accept-ranges", "content-digest", "content-md5", "digest", "etag", "repr-digest"];

/** RFC 9110, 6.4.1. */
function hasBody({ method, response }: GatewayExchange): boolean {
  const status = response?.status ?? 200;
  return method !== "HEAD" && status >= 200 && status !== 204 && status !== 304;
}
