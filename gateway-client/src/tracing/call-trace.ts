import { TRACE_STEPS_MAX, TRACE_TEXT_MAX, type TraceRecord, type TraceStep } from "@gatehouse/contract/trace.ts";
import type { Handler, Outcome } from "../../policies/define.ts";
import type { Ended, Exchange } from "../../policies/exchange.ts";
import type { StepTrace, TracedStep } from "../../policies/step-trace.ts";
import type { Masking } from "./masking.ts";
import { observedExchange } from "./observed-exchange.ts";
import { StepNotes } from "./step-notes.ts";

/** What a trace needs of the exchange that it is about. */
export interface TracedExchange extends Exchange {
  /** Monotonic milliseconds. */
  readonly beganMs: number;
  /** Negative when no backend was called. */
  readonly upstreamMs: number;
}

/** Everything that is recorded of one call, from its route on. */
export class CallTrace implements StepTrace {
  readonly id: string;
  readonly #exchange: TracedExchange;
  readonly #masking: Masking;
  readonly #now: () => number;
  readonly #steps: TraceStep[] = [];
  #isCut = false;
  /** The step that is running, in which others may run. */
  #inside: number | null = null;
  #attempt: TraceStep | undefined;

  constructor(id: string, exchange: TracedExchange, masking: Masking, now = () => performance.now()) {
    this.id = id;
    this.#exchange = exchange;
    this.#masking = masking;
    this.#now = now;
  }

  run({ policy, id, scope, section }: TracedStep, handle: Handler): Outcome | Promise<Outcome> {
    const outside = this.#inside;
    const notes = new StepNotes(this.#masking);
    const step = this.#begin({ kind: "policy", name: policy, id, scope, section }, notes);
    this.#inside = this.#steps.length - 1;
    const settle = (outcome: Outcome) => {
      this.#inside = outside;
      this.#end(step, outcome);
      return outcome;
    };
    const fail = (error: unknown) => {
      this.#inside = outside;
      this.#fail(step, error);
      throw error; // the pipeline's catch makes a problem of it
    };
    try {
      const outcome = handle(observedExchange(this.#exchange, notes));
      return outcome instanceof Promise ? outcome.then(settle, fail) : settle(outcome);
    } catch (error) {
      return fail(error);
    }
  }

  /** A doing of the gateway's own; `found` says what came of it. */
  frame<Result extends Outcome | Promise<Outcome>>(
    name: string,
    work: () => Result,
    found: () => TraceStep["read"] = () => [],
  ): Result {
    const step = this.#begin({ kind: "frame", name, id: name, scope: "gateway", section: "inbound" });
    const settle = (outcome: Outcome) => {
      step.read.push(...found());
      this.#end(step, outcome);
    };
    const result = work();
    if (result instanceof Promise) result.then(settle, (error) => this.#fail(step, error));
    else settle(result);
    return result;
  }

  /** A try at a backend begins; the one before it, if still open, was given up for it. */
  beginAttempt(origin: string, method: string, target: string): void {
    this.#closeAttempt();
    const [path = "", query] = target.split("?");
    const kept = query === undefined ? path : `${path}?${this.#masking.query(query)}`;
    this.#attempt = this.#begin({ kind: "attempt", name: method, id: origin, scope: "gateway", section: "backend" });
    this.#attempt.read.push({ what: "target", value: this.#masking.text(kept) });
  }

  /** The header of the backend's answer is there. */
  attemptAnswered(status: number): void {
    const step = this.#attempt;
    if (step === undefined) return;
    step.status = status;
    step.outcome = "answer";
    step.detail = `header after ${rounded(this.#sinceBegan() - step.beganMs)} ms`;
  }

  /** There was no answer, or not the whole of it. */
  attemptFailed(fault: string, message: string): void {
    const step = this.#attempt;
    if (step === undefined) return;
    step.outcome = "fault";
    step.detail = this.#masking.text(`${fault}: ${message}`);
    this.#closeAttempt();
  }

  attemptEnded(): void {
    this.#closeAttempt();
  }

  /** The call is over. */
  finish({ status, bytesIn, bytesOut, durationMs }: Ended): TraceRecord {
    this.#closeAttempt();
    const exchange = this.#exchange;
    return {
      kind: "trace",
      id: this.id,
      at: Math.floor(exchange.receivedAtMs),
      requestId: exchange.requestId,
      api: exchange.api.id,
      version: exchange.version.id,
      operation: exchange.operation.id,
      subscription: exchange.caller?.subscription ?? null,
      method: exchange.method,
      path: this.#masking.text(exchange.path),
      clientAddress: exchange.clientAddress,
      status,
      durationMs: rounded(durationMs),
      upstreamMs: exchange.upstreamMs < 0 ? null : rounded(exchange.upstreamMs),
      bytesIn,
      bytesOut,
      steps: this.#steps,
      isCut: this.#isCut,
    };
  }

  #begin(named: Pick<TraceStep, "kind" | "name" | "id" | "scope" | "section">, notes?: StepNotes): TraceStep {
    const step: TraceStep = {
      ...named,
      inside: this.#inside,
      beganMs: this.#sinceBegan(),
      durationMs: 0,
      read: notes?.read ?? [],
      changed: notes?.changed ?? [],
      outcome: "next",
      status: null,
      detail: "",
    };
    if (this.#steps.length < TRACE_STEPS_MAX) this.#steps.push(step);
    else this.#isCut = true;
    return step;
  }

  #end(step: TraceStep, outcome: Outcome): void {
    step.durationMs = rounded(this.#sinceBegan() - step.beganMs);
    if (outcome === undefined) return;
    if ("problem" in outcome) {
      step.outcome = "refusal";
      step.status = outcome.status ?? null;
      step.detail = this.#masking.text([outcome.problem, outcome.detail].filter(Boolean).join(": "));
    } else {
      step.outcome = "answer";
      step.status = outcome.status;
    }
  }

  #fail(step: TraceStep, error: unknown): void {
    step.durationMs = rounded(this.#sinceBegan() - step.beganMs);
    step.outcome = "fault";
    step.detail = this.#masking.text(error instanceof Error ? error.message : String(error)).slice(0, TRACE_TEXT_MAX);
  }

  #closeAttempt(): void {
    const step = this.#attempt;
    if (step !== undefined) step.durationMs = rounded(this.#sinceBegan() - step.beganMs);
    this.#attempt = undefined;
  }

  #sinceBegan(): number {
    return rounded(Math.max(0, this.#now() - this.#exchange.beganMs));
  }
}

/** To the microsecond: the clock tells no more. */
function rounded(ms: number): number {
  return Math.round(Math.max(0, ms) * 1000) / 1000;
}
