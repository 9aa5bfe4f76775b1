import type { Handler, Outcome } from "./define.ts";
import type { Exchange } from "./exchange.ts";

/** Runs handlers in their order until one of them ends the exchange; synchronously as long as they do. */
export function inOrder(handlers: readonly Handler[]): Handler {
  return (exchange) => runFrom(exchange, handlers, 0);
}

function runFrom(exchange: Exchange, handlers: readonly Handler[], from: number): Outcome | Promise<Outcome> {
  for (let index = from; index < handlers.length; index++) {
    const outcome = handlers[index]?.(exchange);
    if (outcome instanceof Promise) return outcome.then((settled) => settled ?? runFrom(exchange, handlers, index + 1));
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}
