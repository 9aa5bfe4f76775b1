import { PROBLEM_MEDIA_TYPE, Problem, problemDetails } from "@gatehouse/contract/problem.ts";
import type { Answer, Refusal } from "../../policies/define.ts";
import { HeldBody } from "../../policies/held-body.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { HeaderList } from "../exchange/header-list.ts";
import { responseLines } from "../exchange/response-lines.ts";
import type { Step } from "./document.ts";

/** Sends an answer of the gateway's own. */
export function sendAnswer(exchange: GatewayExchange, { status, headers, body }: Answer): void {
  if (exchange.isOver || exchange.incoming.isAnswerStarted) return;
  exchange.status = status;
  const lines = responseLines(headers, {
    requestId: exchange.requestId,
    headers: exchange.answerHeaders,
    vary: exchange.vary,
  });
  if (body !== undefined || exchange.method !== "HEAD") {
    exchange.incoming.answer(status, lines, body);
    return;
  }
  // How long the body of a GET would be is not known here (RFC 9110, 9.3.2).
  exchange.incoming.start(status, lines, undefined);
  exchange.incoming.end();
}

/** A refusal as an answer, still open to the policies of `on-error`. */
export function toProblemAnswer(exchange: GatewayExchange, refusal: Refusal): Answer {
  const { retryAfterSeconds, extensions, headers = [] } = refusal;
  const problem = withoutStack(
    () =>
      new Problem(refusal.problem, refusal.detail, {
        ...extensions,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      }),
  );
  const status = refusal.status ?? problem.status;
  const details = problemDetails(problem, { instance: exchange.path, requestId: exchange.requestId });
  const lines = [...headers, "content-type", PROBLEM_MEDIA_TYPE, "cache-control", "no-store"];
  if (retryAfterSeconds !== undefined) lines.push("retry-after", String(retryAfterSeconds));
  return { status, headers: lines, body: JSON.stringify({ ...details, status }) };
}

/** Makes the exchange what policies of `on-error` see. */
export function beginError(exchange: GatewayExchange, refusal: Refusal, answer: Answer, step: Step | undefined): void {
  exchange.response = { status: answer.status, headers: new HeaderList(answer.headers) };
  exchange.responseBody = new HeldBody(Buffer.from(answer.body ?? ""), PROBLEM_MEDIA_TYPE);
  exchange.error = {
    source: step?.policy ?? "gateway",
    reason: refusal.problem,
    message: refusal.detail ?? "",
    scope: step?.scope,
    section: step?.section,
    policyId: step?.id,
  };
}

/** A refusal is no fault of the code: where it arose need not be known, and finding out costs more than the rest of it. */
function withoutStack<T>(make: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
