import type { Outcome } from "../../policies/define.ts";
import type { Caller } from "../../policies/exchange.ts";
import type { LoadedSnapshot } from "../snapshot/loaded.ts";
import type { GatewayExchange } from "./gateway-exchange.ts";

/** What says who calls, by the snapshot that it belongs to. */
export interface Authenticator {
  readonly snapshot: LoadedSnapshot;
  authenticate(exchange: GatewayExchange): Outcome | Promise<Outcome>;
  /** Puts a client's subscription into the exchange, or refuses it. */
  identify(exchange: GatewayExchange, issuer: string, client: string): Outcome;
  /** Whether a caller that was let in would be today. */
  readmit(exchange: GatewayExchange, caller: Caller): boolean;
}
