import type { Handler, Outcome } from "./define.ts";
import type { Exchange } from "./exchange.ts";

/** A policy that is about to run, as a trace names it. */
export interface TracedStep {
  readonly policy: string;
  readonly id: string;
  readonly scope: string;
  readonly section: string;
}

/** Records what policies do to one exchange. Only exchanges that asked for a trace have one. */
export interface StepTrace {
  /** Runs a policy and records what it read and changed, and how it ended. */
  run(step: TracedStep, handle: Handler): Outcome | Promise<Outcome>;
}

/** A policy inside another one, recorded as a step of its own where its exchange is traced. */
export function tracedHandler(step: TracedStep, handle: Handler): Handler {
  return (exchange: Exchange) => (exchange.trace === undefined ? handle(exchange) : exchange.trace.run(step, handle));
}
