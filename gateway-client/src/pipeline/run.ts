import { Problem } from "@gatehouse/contract/problem.ts";
import type { Outcome, Refusal } from "../../policies/define.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { beginError, sendAnswer, toProblemAnswer } from "./answer.ts";
import type { Step } from "./document.ts";

/** Goes on with an exchange. A function of the module and no closure, so that going on costs no memory. */
export type Stage = (exchange: GatewayExchange) => void;

/**
 * Runs steps in their order, then the next stage. The first answer or refusal ends the exchange. Stays synchronous as long as
 * the steps do.
 */
export function runSteps(exchange: GatewayExchange, steps: readonly Step[], next: Stage, from = 0): void {
  for (let index = from; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    const outcome = runStep(exchange, step);
    if (outcome === undefined) continue;
    if (outcome instanceof Promise) {
      outcome.then(
        (settled) => {
          // Nobody waits for the answer any more, and what later steps took nobody would give back.
          if (exchange.isOver) return;
          guarded(exchange, () =>
            settled === undefined ? runSteps(exchange, steps, next, index + 1) : conclude(exchange, settled, step),
          );
        },
        (error) => conclude(exchange, refusalOf(exchange, error), step),
      );
      return;
    }
    conclude(exchange, outcome, step);
    return;
  }
  next(exchange);
}

/** Goes on when an outcome is known: at once where it is known already. */
export function settle(exchange: GatewayExchange, outcome: Outcome | Promise<Outcome>, next: Stage): void {
  if (outcome instanceof Promise) {
    outcome.then(
      (settled) => {
        if (!exchange.isOver) guarded(exchange, () => settle(exchange, settled, next));
      },
      (error) => conclude(exchange, refusalOf(exchange, error), undefined),
    );
  } else if (outcome === undefined) {
    next(exchange);
  } else {
    conclude(exchange, outcome, undefined);
  }
}

/** Runs a stage; whatever it throws becomes a problem. This is the pipeline's one `catch`. */
export function guarded(exchange: GatewayExchange, stage: Stage): void {
  try {
    stage(exchange);
  } catch (error) {
    conclude(exchange, refusalOf(exchange, error), undefined);
  }
}

/** Ends an exchange with an answer, or with a refusal that goes through `on-error` first. */
export function conclude(exchange: GatewayExchange, outcome: NonNullable<Outcome>, step: Step | undefined): void {
  if (exchange.isOver) return;
  if ("deliver" in outcome) {
    outcome.deliver();
    return;
  }
  if (!("problem" in outcome)) {
    sendAnswer(exchange, outcome);
    return;
  }
  exchange.refusedWith ??= outcome.problem;
  const answer = toProblemAnswer(exchange, outcome);
  const handlers = exchange.document?.onError ?? [];
  if (handlers.length === 0 || exchange.error !== undefined) {
    sendAnswer(exchange, answer);
    return;
  }
  beginError(exchange, outcome, answer, step);
  runSteps(exchange, handlers, () => {
    const { status = answer.status, headers } = exchange.response ?? {};
    const body = exchange.responseBody?.bytes ?? answer.body;
    sendAnswer(exchange, { status, headers: headers?.lines ?? answer.headers, body });
  });
}

function runStep(exchange: GatewayExchange, step: Step): Outcome | Promise<Outcome> {
  try {
    return exchange.trace === undefined ? step.handle(exchange) : exchange.trace.run(step, step.handle);
  } catch (error) {
    return refusalOf(exchange, error); // The same catch as in `guarded`, here where the step is known.
  }
}

/** What an unforeseen error says stays in the log: the answer has the request's id, which leads there. */
function refusalOf(exchange: GatewayExchange, error: unknown): Refusal {
  if (error instanceof Problem) {
    const { slug, detail, extensions } = error;
    return { problem: slug, extensions, ...(detail === undefined ? {} : { detail }) };
  }
  exchange.node.logError(error, exchange.requestId);
  return { problem: "internal" };
}
