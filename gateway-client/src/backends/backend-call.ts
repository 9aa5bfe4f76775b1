import type { BackendTarget } from "../snapshot/loaded-api.ts";
import type { TargetState } from "./target-state.ts";

/** Statuses that say that a target itself did not answer, or cannot. */
const GATEWAY_ERRORS: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whoever draws conclusions from calls. */
export interface CallJudge {
  readonly circuit: { readonly epoch: number } | undefined;
  noteSuccess(state: TargetState, nowMs: number): void;
  noteFailure(state: TargetState, nowMs: number): void;
  judge(epoch: number, outcome: "good" | "bad" | "unknown", nowMs: number): void;
}

/** One attempt at one target, until what it says of target and backend is known. `end` must be called, once or more. */
export class BackendCall {
  private readonly judges: CallJudge;
  private readonly state: TargetState;
  private readonly epoch: number;
  private isJudged = false;
  private isOver = false;

  constructor(judges: CallJudge, state: TargetState) {
    this.judges = judges;
    this.state = state;
    this.epoch = judges.circuit?.epoch ?? 0;
    state.active++;
  }

  get target(): BackendTarget {
    return this.state.target;
  }

  answered(status: number): void {
    this.judge(status < 500, !GATEWAY_ERRORS.has(status));
  }

  /** There was no answer, or none that is whole. */
  failed(): void {
    this.judge(false, false);
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.state.active--;
    if (!this.isJudged) this.judges.judge(this.epoch, "unknown", performance.now());
  }

  private judge(isGoodForBackend: boolean, isGoodForTarget: boolean): void {
    if (this.isJudged) return;
    this.isJudged = true;
    const nowMs = performance.now();
    if (isGoodForTarget) this.judges.noteSuccess(this.state, nowMs);
    else this.judges.noteFailure(this.state, nowMs);
    this.judges.judge(this.epoch, isGoodForBackend ? "good" : "bad", nowMs);
  }
}
