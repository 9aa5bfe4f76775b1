import { randomUUID } from "node:crypto";
import { AnswerError, pageOf, readJson, required, sendJson } from "./answer.ts";
import { Check } from "./check.ts";
import { articles, euros, type Money, people, pick, sequence } from "./data.ts";
import { once } from "./idempotency.ts";
import { sendInvoice } from "./invoice.ts";
import { publishOrder, sendOrderEvents } from "./order-events.ts";
import { type OrderReport, reportOn } from "./order-report.ts";
import type { Call, Route } from "./route.ts";

export const orderStates = ["placed", "paid", "packed", "shipped", "delivered", "cancelled"] as const;
export type OrderState = (typeof orderStates)[number];

export interface Order {
  id: string;
  state: OrderState;
  customer: { name: string; email: string };
  shipTo: { street: string; postcode: string; city: string; country: string };
  lines: { sku: string; name: string; quantity: number; price: Money }[];
  total: Money;
  placedAt: string;
}

const LINES_MAX = 50;
const orders: Order[] = makePast(180);
/** Kept in memory only, so the oldest of what callers add goes first. */
const ORDERS_MAX = 5_000;

export const orderRoutes: Route[] = [
  { method: "GET", template: "/orders/orders", handle: list },
  { method: "POST", template: "/orders/orders", handle: place },
  {
    method: "GET",
    template: "/orders/orders/{orderId}",
    handle: ({ response, parameters }) => sendJson(response, 200, orderOf(parameters)),
  },
  { method: "POST", template: "/orders/orders/{orderId}/cancel", handle: cancel },
  {
    method: "GET",
    template: "/orders/orders/{orderId}/invoice",
    handle: ({ response, parameters }) => sendInvoice(response, orderOf(parameters)),
  },
  { method: "GET", template: "/orders/events", handle: ({ response, url }) => sendOrderEvents(response, url, orders) },
  { method: "POST", template: "/orders/reports", handle: report },
];

function list({ response, url }: Call): void {
  const state = url.searchParams.get("state");
  if (state !== null && !orderStates.some((known) => known === state)) {
    throw new AnswerError(422, "not-valid", "There is no such state.", [
      { pointer: "state", detail: `is not one of ${orderStates.join(", ")}` },
    ]);
  }
  const email = url.searchParams.get("customer")?.toLowerCase();
  const wanted = orders.filter(
    (order) => (state === null || order.state === state) && (!email || order.customer.email === email),
  );
  sendJson(response, 200, pageOf(wanted, url.searchParams));
}

async function place({ request, response }: Call): Promise<void> {
  const body = await readJson(request);
  const key = request.headers["idempotency-key"];
  const { answer, isRepeat } = once(typeof key === "string" ? `orders ${key}` : undefined, body, () => {
    const order = toOrder(body);
    orders.unshift(order);
    if (orders.length > ORDERS_MAX) orders.pop();
    publishOrder("order.placed", order);
    return order;
  });
  sendJson(response, 201, answer, {
    location: `orders/${answer.id}`,
    ...(isRepeat ? { "idempotent-replayed": "true" } : {}),
  });
}

function cancel({ response, parameters }: Call): void {
  const order = orderOf(parameters);
  if (!["placed", "paid", "packed"].includes(order.state)) {
    throw new AnswerError(409, "wrong-state", `The order is ${order.state} and cannot be cancelled any more.`);
  }
  order.state = "cancelled";
  publishOrder("order.cancelled", order);
  sendJson(response, 200, order);
}

/** Counts slowly on purpose: three seconds, as a report over a real year would take. */
async function report({ request, response }: Call): Promise<void> {
  const body = await readJson(request);
  const check = new Check();
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const [from, to] = [check.text(body.from, "/from", { pattern: day }), check.text(body.to, "/to", { pattern: day })];
  if (from > to) check.wrong("/to", "is before /from", "");
  check.done();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const answer: OrderReport = reportOn(orders, from, to);
  sendJson(response, 200, answer);
}

function orderOf(parameters: Record<string, string>): Order {
  return required(
    orders.find(({ id }) => id === parameters.orderId),
    "order",
  );
}

function toOrder(body: Record<string, unknown>): Order {
  const check = new Check();
  const [customer, shipTo] = [check.object(body.customer, "/customer"), check.object(body.shipTo, "/shipTo")];
  const lines = check.list(body.lines, "/lines", LINES_MAX).map((value, index) => {
    const line = check.object(value, `/lines/${index}`);
    const article =
      articles.find(({ sku }) => sku === line.sku) ??
      check.wrong(`/lines/${index}/sku`, "is no article of the shop", undefined);
    const quantity = check.wholeNumber(line.quantity, `/lines/${index}/quantity`, 1, 100);
    return { sku: article?.sku ?? "", name: article?.name ?? "", quantity, price: euros(article?.cents ?? 0) };
  });
  const order: Order = {
    id: `ord_${randomUUID().slice(0, 8)}`,
    state: "placed",
    customer: {
      name: check.text(customer.name, "/customer/name"),
      email: check.text(customer.email, "/customer/email", { pattern: /^\S+@\S+\.\S+$/ }),
    },
    shipTo: {
      street: check.text(shipTo.street, "/shipTo/street"),
      postcode: check.text(shipTo.postcode, "/shipTo/postcode", { max: 12 }),
      city: check.text(shipTo.city, "/shipTo/city"),
      country: check.text(shipTo.country, "/shipTo/country", { pattern: /^[A-Z]{2}$/ }),
    },
    lines,
    total: totalOf(lines),
    placedAt: new Date().toISOString(),
  };
  check.done();
  return order;
}

function totalOf(lines: Order["lines"]): Money {
  return euros(lines.reduce((sum, { quantity, price }) => sum + quantity * price.amount, 0));
}

function makePast(count: number): Order[] {
  const random = sequence(41);
  return Array.from({ length: count }, (_, index) => {
    const { name, email, ...shipTo } = pick(people, random);
    const lines = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
      const { sku, name: article, cents } = pick(articles, random);
      return { sku, name: article, quantity: 1 + Math.floor(random() * 3), price: euros(cents) };
    });
    // Newest first, a few hours apart; older ones have got further.
    const placedAt = new Date(Date.now() - (index * 3.7 + random() * 3) * 3_600_000).toISOString();
    const state =
      random() < 0.06
        ? "cancelled"
        : pick(index < 12 ? ["placed", "paid", "packed"] : index < 40 ? ["packed", "shipped"] : ["delivered"], random);
    return {
      id: `ord_${(7_120_000 - index * 13).toString(36)}`,
      state: state as OrderState,
      customer: { name, email },
      shipTo,
      lines,
      total: totalOf(lines),
      placedAt,
    };
  });
}
