import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import type { BackendTarget, LoadedBackend } from "../snapshot/loaded-api.ts";

/** Each call gives a backend a part of a retry, up to so many: retries never multiply the load of one that is down. */
const BUDGET_PER_CALL = 0.2;
const BUDGET_MAX = 20;
const budgets = new WeakMap<LoadedBackend, { left: number }>();

/** Whether and when a request is sent once more. */
export class Repeats {
  readonly #exchange: GatewayExchange;
  readonly #budget: { left: number };
  #retries = 0;

  constructor(exchange: GatewayExchange) {
    this.#exchange = exchange;
    this.#budget = budgetOf(exchange.version.backend);
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

/** Where a redirect of the backend to itself leads; undefined for any other, which the caller gets. */
export function redirectOf(
  status: number,
  headerLines: readonly string[],
  target: BackendTarget,
  requestTarget: string,
): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = findHeader(headerLines, "location");
  const url = location === undefined ? null : URL.parse(location, target.origin + requestTarget);
  return url?.origin === target.origin ? url.pathname + url.search : undefined;
}

/** A redirect that asks for another request than the first: a GET without a body (RFC 9110, 15.4). */
export function becomesGet(status: number, method: string): boolean {
  return status === 303 ? method !== "HEAD" : (status === 301 || status === 302) && method === "POST";
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
