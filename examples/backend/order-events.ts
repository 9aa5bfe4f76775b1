import type { ServerResponse } from "node:http";
import type { Order } from "./orders.ts";

const listeners = new Set<(event: string, order: Order) => void>();
const TICK_MS = 1_000;

export function publishOrder(event: string, order: Order): void {
  for (const listener of listeners) listener(event, order);
}

/** Server-sent events: what happens to orders from now on, and a tick each second. `?count=5` ends the stream after five. */
export function sendOrderEvents(response: ServerResponse, url: URL, orders: Order[]): void {
  const count = Number(url.searchParams.get("count") ?? Number.POSITIVE_INFINITY);
  let sent = 0;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });

  const send = (event: string, data: object) => {
    response.write(`id: ${++sent}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (sent >= count) response.end();
  };
  const listener = (event: string, order: Order) =>
    send(event, { id: order.id, state: order.state, total: order.total });
  const tick = setInterval(
    () => send("orders.open", { at: new Date().toISOString(), open: countOpen(orders) }),
    TICK_MS,
  );
  listeners.add(listener);
  response.on("close", () => {
    clearInterval(tick);
    listeners.delete(listener);
  });
  send("orders.open", { at: new Date().toISOString(), open: countOpen(orders) });
}

function countOpen(orders: Order[]): number {
  return orders.filter(({ state }) => ["placed", "paid", "packed"].includes(state)).length;
}
