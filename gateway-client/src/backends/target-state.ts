import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";
import { fnv1a } from "./hash.ts";

type Ejection = NonNullable<BackendPart["ejection"]>;

/** The least share that a target begins with when it came back. */
const FIRST_SHARE = 0.1;

/** What a thread knows of one target. Times are monotonic milliseconds. */
export class TargetState {
  target: BackendTarget;
  /** Its name in the consistent hash. */
  readonly hash: number;
  /** Calls under way. */
  active = 0;
  /** What its turn has saved up: smooth weighted round-robin. */
  credit = 0;
  /** What the active check says; true where there is none. */
  isHealthy = true;
  private ejectedUntilMs = 0;
  private ejections = 0;
  private failuresInTurn = 0;
  private backAtMs = Number.NEGATIVE_INFINITY;

  constructor(target: BackendTarget) {
    this.target = target;
    this.hash = fnv1a(target.url);
  }

  /** The same target in the next snapshot: what is known of it stays, but for a check that nobody makes any more. */
  movedTo(target: BackendTarget, isChecked: boolean): TargetState {
    this.target = target;
    if (!isChecked) this.isHealthy = true;
    return this;
  }

  isOut(nowMs: number): boolean {
    return !this.isHealthy || nowMs < this.ejectedUntilMs;
  }

  isEjected(nowMs: number): boolean {
    return nowMs < this.ejectedUntilMs;
  }

  /** Its weight, or less of it while it starts slowly. */
  weight(nowMs: number, slowStartMs: number | undefined): number {
    const { weight } = this.target;
    if (slowStartMs === undefined) return weight;
    const sinceMs = nowMs - Math.max(this.backAtMs, this.ejectedUntilMs || Number.NEGATIVE_INFINITY);
    return sinceMs >= slowStartMs ? weight : weight * Math.max(FIRST_SHARE, sinceMs / slowStartMs);
  }

  checked(isHealthy: boolean, nowMs: number): void {
    if (isHealthy && !this.isHealthy) this.backAtMs = nowMs;
    this.isHealthy = isHealthy;
  }

  succeeded(nowMs: number, ejection: Ejection): void {
    this.failuresInTurn = 0;
    // It has worked for as long as it was out before: the next time begins small again.
    if (this.ejections > 0 && nowMs - this.ejectedUntilMs > this.ejectedForMs(ejection)) this.ejections = 0;
  }

  /** Whether it has failed often enough to be taken out. One that came back has one failure to spare, until it does well. */
  failed(ejection: Ejection): boolean {
    this.failuresInTurn++;
    return this.failuresInTurn >= (this.ejections > 0 ? 1 : ejection.consecutiveFailures);
  }

  /** Takes it out and says for how long. */
  eject(nowMs: number, ejection: Ejection): number {
    this.ejections++;
    const forMs = this.ejectedForMs(ejection);
    this.ejectFor(forMs, nowMs);
    return forMs;
  }

  ejectFor(forMs: number, nowMs: number): void {
    this.failuresInTurn = 0;
    this.ejections ||= 1;
    this.ejectedUntilMs = Math.max(this.ejectedUntilMs, nowMs + forMs);
  }

  private ejectedForMs({ baseMs, mostMs }: Ejection): number {
    return Math.min(mostMs, baseMs * 2 ** Math.min(30, Math.max(0, this.ejections - 1)));
  }
}
