import type { Refusal } from "../../policies/define.ts";
import type { BackendCall } from "../backends/backend-call.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { BackendTarget, LoadedBackend } from "../snapshot/loaded-api.ts";

export interface Choice {
  readonly backend: LoadedBackend;
  /** Targets that could not be reached. */
  readonly tried: readonly BackendTarget[] | undefined;
  /** Where the call has to go: it was redirected there. */
  readonly bound: BackendTarget | undefined;
}

/** Begins a call of a target that works, or says why there is none. The call must be ended. */
export function chooseTarget(
  exchange: GatewayExchange,
  { backend, tried, bound }: Choice,
): BackendCall | { refusal: Refusal } {
  const running = exchange.node.backends.get(backend);
  const nowMs = performance.now();
  const state =
    (bound && running.states.find(({ target }) => target === bound)) ?? running.choose(exchange, tried, nowMs);
  if (state === undefined) {
    return { refusal: { problem: "backend-unreachable", detail: "No target of the backend can be called." } };
  }
  const waitMs = running.takeMs(nowMs);
  if (waitMs > 0) return { refusal: { problem: "circuit-open", retryAfterSeconds: Math.ceil(waitMs / 1_000) } };
  return running.begin(state);
}
