import type { BackendPart } from "@gatehouse/contract/snapshot.ts";

type CircuitSettings = NonNullable<BackendPart["circuit"]>;

export type CircuitState = "closed" | "open" | "half-open";

/** The ratio's window is counted in so many slices: it forgets by slices. */
const SLICES = 10;

/**
 * A circuit breaker: closed while the backend works, open for a while when it fails, then half-open: a few calls go through to
 * try it. Times are monotonic milliseconds.
 */
export class Circuit {
  state: CircuitState = "closed";
  /** Raised at every change of state: what was let through before says nothing about the state after. */
  epoch = 0;
  private readonly settings: CircuitSettings;
  private untilMs = 0;
  private failuresInTurn = 0;
  private probing = 0;
  private proven = 0;
  private readonly calls = new Float64Array(SLICES);
  private readonly failures = new Float64Array(SLICES);
  private slice = 0;

  constructor(settings: CircuitSettings) {
    this.settings = settings;
  }

  /** 0 when a call may go through, else the milliseconds until it is worth another try. */
  takeMs(nowMs: number): number {
    if (this.state === "closed") return 0;
    if (this.state === "open") {
      if (nowMs < this.untilMs) return this.untilMs - nowMs;
      this.change("half-open");
    }
    if (this.probing + this.proven >= this.settings.probes) return RETRY_MS;
    this.probing++;
    return 0;
  }

  /** A call that was let through in `epoch` ended: well, badly, or, when its caller went away, in no way that says anything. */
  judge(epoch: number, outcome: "good" | "bad" | "unknown", nowMs: number): void {
    if (epoch !== this.epoch) return;
    if (this.state === "half-open") this.judgeProbe(outcome, nowMs);
    else if (this.state === "closed" && outcome !== "unknown") this.count(outcome === "bad", nowMs);
  }

  /** Another thread found the backend failing. */
  openFor(ms: number, nowMs: number): void {
    if (this.state === "open") return;
    this.change("open");
    this.untilMs = nowMs + ms;
  }

  private judgeProbe(outcome: "good" | "bad" | "unknown", nowMs: number): void {
    this.probing--;
    if (outcome === "bad") this.openFor(this.settings.openMs, nowMs);
    else if (outcome === "good" && ++this.proven >= this.settings.probes) this.change("closed");
  }

  private count(isBad: boolean, nowMs: number): void {
    const { consecutiveFailures = Number.POSITIVE_INFINITY, failureRatio, openMs } = this.settings;
    this.failuresInTurn = isBad ? this.failuresInTurn + 1 : 0;
    const isTooOften = failureRatio !== undefined && this.countInWindow(failureRatio, isBad, nowMs);
    if (this.failuresInTurn >= consecutiveFailures || isTooOften) this.openFor(openMs, nowMs);
  }

  private countInWindow(
    { percent, windowMs, callsMin }: NonNullable<CircuitSettings["failureRatio"]>,
    isBad: boolean,
    nowMs: number,
  ): boolean {
    const slice = Math.floor((nowMs / windowMs) * SLICES);
    for (let passed = Math.max(this.slice + 1, slice - SLICES + 1); passed <= slice; passed++) {
      this.calls[passed % SLICES] = 0;
      this.failures[passed % SLICES] = 0;
    }
    this.slice = slice;
    const at = slice % SLICES;
    this.calls[at] = (this.calls[at] ?? 0) + 1;
    if (!isBad) return false;
    this.failures[at] = (this.failures[at] ?? 0) + 1;
    const calls = this.calls.reduce(sum);
    return calls >= callsMin && this.failures.reduce(sum) * 100 >= percent * calls;
  }

  private change(state: CircuitState): void {
    this.state = state;
    this.epoch++;
    this.failuresInTurn = 0;
    this.probing = 0;
    this.proven = 0;
    this.calls.fill(0);
    this.failures.fill(0);
  }
}

/** While the probes are out, nobody knows how long they take. */
const RETRY_MS = 1_000;

function sum(a: number, b: number): number {
  return a + b;
}
