import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import type { LoadedBackend } from "../snapshot/loaded-api.ts";

/** Each call gives a backend a part of a retry, up to so many: retries never multiply the load of one that is down. */
const BUDGET_PER_CALL = 0.2;
const BUDGET_MAX = 20;
const budgets = new WeakMap<LoadedBackend, { left: number }>();

/** Whether and when a request is sent once more. */
export class Repeats {
  readonly #exchange: GatewayExchange;
  readonly #budget: { left: number };
  #retries = 0;

  constructor(exchange: GatewayExchange, backend: LoadedBackend) {
    this.#exchange = exchange;
    this.#budget = budgetOf(backend);
    this.#budget.left = Math.min(BUDGET_MAX, this.#budget.left + BUDGET_PER_CALL);
  }

  /** Milliseconds until the next try; undefined when this answer, or none (status 0), is the last word. */
  delayMs(status: number, headerLines: readonly string[]): number | undefined {
    const { retry } = this.#exchange;
    if (retry === undefined || this.#retries >= retry.countMax || this.#budget.left < 1) return undefined;
    if (!retry.isWanted(this.#exchange, status)) return undefined;
    const delayMs = Math.max(retry.delayMs(this.#retries + 1), retryAfterMs(headerLines));
    if (delayMs > retry.delayMsMax) return undefined;
    this.#retries++;
    this.#budget.left--;
    return delayMs;
  }
}

function budgetOf(backend: LoadedBackend): { left: number } {
  let budget = budgets.get(backend);
  if (budget === undefined) {
    budget = { left: BUDGET_MAX / 2 };
    budgets.set(backend, budget);
  }
  return budget;
}

/** RFC 9110, 10.2.3: seconds or a date. */
function retryAfterMs(headerLines: readonly string[]): number {
  const text = findHeader(headerLines, "retry-after");
  if (text === undefined) return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : Math.max(0, at - Date.now());
}
