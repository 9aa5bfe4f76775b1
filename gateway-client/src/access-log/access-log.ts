import type { Ended } from "../../policies/exchange.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { type AccessLogField, compileLine } from "./fields.ts";
import type { Privacy } from "./privacy.ts";

/** Lines of one thread, joined until it is worth to hand them on: one message for hundreds of calls. */
export class AccessLog {
  readonly #line: (exchange: GatewayExchange, ended: Ended) => string;
  readonly #handOn: (lines: Uint8Array<ArrayBuffer>, count: number) => void;
  readonly #encoder = new TextEncoder();
  #text = "";
  #count = 0;

  constructor(
    fields: readonly AccessLogField[],
    privacy: Privacy,
    handOn: (lines: Uint8Array<ArrayBuffer>, count: number) => void,
  ) {
    this.#line = compileLine(fields, privacy);
    this.#handOn = handOn;
  }

  write(exchange: GatewayExchange, ended: Ended): void {
    this.#text += this.#line(exchange, ended);
    this.#count++;
    if (this.#text.length >= HAND_ON_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.#count === 0) return;
    const lines = this.#encoder.encode(this.#text);
    const count = this.#count;
    this.#text = "";
    this.#count = 0;
    this.#handOn(lines, count);
  }
}

const HAND_ON_CHARACTERS = 64 * 1024;
