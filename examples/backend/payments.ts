import { randomUUID } from "node:crypto";
import { AnswerError, pageOf, readJson, required, sendJson } from "./answer.ts";
import { Check } from "./check.ts";
import { euros, type Money, pick, sequence } from "./data.ts";
import { once } from "./idempotency.ts";
import type { Call, Route } from "./route.ts";

const methods = ["card", "sepa-debit", "invoice"] as const;

interface Payment {
  id: string;
  orderId: string;
  method: (typeof methods)[number];
  amount: Money;
  refunded: Money;
  state: "authorised" | "captured" | "refunded" | "declined";
  createdAt: string;
}

const PAYMENTS_MAX = 5_000;
/** Test cards are declined above this, so that the refusal can be seen. */
const DECLINED_OVER_CENTS = 500_000;
const payments: Payment[] = makePast(140);

export const paymentRoutes: Route[] = [
  {
    method: "GET",
    template: "/payments/payments",
    handle: ({ response, url }) => sendJson(response, 200, pageOf(payments, url.searchParams)),
  },
  { method: "POST", template: "/payments/payments", handle: authorise },
  {
    method: "GET",
    template: "/payments/payments/{paymentId}",
    handle: ({ response, parameters }) => sendJson(response, 200, paymentOf(parameters)),
  },
  { method: "POST", template: "/payments/payments/{paymentId}/capture", handle: capture },
  { method: "POST", template: "/payments/payments/{paymentId}/refund", handle: refund },
  { method: "GET", template: "/payments/balance", handle: balance },
];

async function authorise({ request, response }: Call): Promise<void> {
  const body = await readJson(request);
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") throw new AnswerError(400, "not-valid", "A payment needs an Idempotency-Key.");
  const { answer } = once(`payments ${key}`, body, () => {
    const payment = toPayment(body);
    payments.unshift(payment);
    if (payments.length > PAYMENTS_MAX) payments.pop();
    return payment;
  });
  sendJson(response, answer.state === "declined" ? 402 : 201, answer, { location: `payments/${answer.id}` });
}

function capture({ response, parameters }: Call): void {
  const payment = paymentOf(parameters);
  if (payment.state !== "authorised") throw new AnswerError(409, "wrong-state", `The payment is ${payment.state}.`);
  payment.state = "captured";
  sendJson(response, 200, payment);
}

async function refund({ request, response, parameters }: Call): Promise<void> {
  const payment = paymentOf(parameters);
  const body = await readJson(request);
  if (payment.state !== "captured") throw new AnswerError(409, "wrong-state", `The payment is ${payment.state}.`);
  const check = new Check();
  const cents = check.wholeNumber(body.amount, "/amount", 1, payment.amount.amount - payment.refunded.amount);
  check.done();
  payment.refunded = euros(payment.refunded.amount + cents);
  if (payment.refunded.amount === payment.amount.amount) payment.state = "refunded";
  sendJson(response, 200, payment);
}

function balance({ response }: Call): void {
  const sumOf = (state: Payment["state"]) =>
    payments
      .filter((payment) => payment.state === state)
      .reduce((sum, { amount, refunded }) => sum + amount.amount - refunded.amount, 0);
  sendJson(response, 200, { available: euros(sumOf("captured")), pending: euros(sumOf("authorised")) });
}

function paymentOf(parameters: Record<string, string>): Payment {
  return required(
    payments.find(({ id }) => id === parameters.paymentId),
    "payment",
  );
}

function toPayment(body: Record<string, unknown>): Payment {
  const check = new Check();
  const cents = check.wholeNumber(body.amount, "/amount", 1, 10_000_000);
  const method = check.oneOf(body.method, "/method", methods, "card");
  const orderId = check.text(body.orderId, "/orderId", { max: 40 });
  check.done();
  const state = method === "card" && cents > DECLINED_OVER_CENTS ? "declined" : "authorised";
  return {
    id: `pay_${randomUUID().slice(0, 8)}`,
    orderId,
    method,
    amount: euros(cents),
    refunded: euros(0),
    state,
    createdAt: new Date().toISOString(),
  };
}

function makePast(count: number): Payment[] {
  const random = sequence(13);
  return Array.from({ length: count }, (_, index) => {
    const cents = 900 + Math.floor(random() * 14_000);
    const state = index < 10 ? "authorised" : random() < 0.05 ? "refunded" : random() < 0.04 ? "declined" : "captured";
    return {
      id: `pay_${(9_410_000 - index * 11).toString(36)}`,
      orderId: `ord_${(7_120_000 - index * 13).toString(36)}`,
      method: pick(methods, random),
      amount: euros(cents),
      refunded: euros(state === "refunded" ? cents : 0),
      state,
      createdAt: new Date(Date.now() - index * 4.1 * 3_600_000).toISOString(),
    };
  });
}
