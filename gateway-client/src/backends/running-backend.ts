import type { BackendTarget, LoadedBackend } from "../snapshot/loaded-api.ts";
import { BackendCall, type CallJudge } from "./backend-call.ts";
import { type Balancer, balancerOf, type Candidate, type HashedCaller } from "./balance.ts";
import { Circuit, type CircuitState } from "./circuit.ts";
import { TargetState } from "./target-state.ts";

/** What one thread found out and the others take over. */
export type BackendNews =
  | { readonly kind: "ejected"; readonly backend: string; readonly url: string; readonly forMs: number }
  | { readonly kind: "opened"; readonly backend: string; readonly forMs: number }
  | { readonly kind: "checked"; readonly backend: string; readonly url: string; readonly isHealthy: boolean };

/** For metrics and for people. */
export interface BackendReport {
  readonly id: string;
  readonly name: string;
  /** Undefined without a circuit breaker. */
  readonly circuit: CircuitState | undefined;
  readonly targets: { readonly url: string; readonly isUp: boolean }[];
}

/** One backend on one thread: which of its targets can be called, and whose turn it is. */
export class RunningBackend implements CallJudge {
  readonly backend: LoadedBackend;
  readonly states: readonly TargetState[];
  readonly circuit: Circuit | undefined;
  private readonly groups: readonly (readonly TargetState[])[];
  private readonly balance: Balancer;
  private readonly tell: (news: BackendNews) => void;

  /** @param before the backend as it was until now: what is known of targets that stay is kept */
  constructor(backend: LoadedBackend, before: RunningBackend | undefined, tell: (news: BackendNews) => void) {
    this.backend = backend;
    this.states = backend.targets.map((target) => {
      const known = before?.states.find((state) => state.target.url === target.url);
      return known === undefined ? new TargetState(target) : known.movedTo(target, backend.healthCheck !== undefined);
    });
    this.circuit = backend.circuit && new Circuit(backend.circuit);
    this.groups = inGroups(this.states);
    this.balance = balancerOf(backend);
    this.tell = tell;
    if (before === undefined) this.beginAnywhere();
  }

  /** Milliseconds until the backend is worth a call; 0 when it is now, and then `begin` must follow. */
  takeMs(nowMs: number): number {
    return this.circuit?.takeMs(nowMs) ?? 0;
  }

  /** The target for a call, or undefined when none is left of those that work. */
  choose(caller: HashedCaller, tried: readonly BackendTarget[] | undefined, nowMs: number): TargetState | undefined {
    const { slowStartMs } = this.backend;
    for (const group of this.groups) {
      const candidates: Candidate[] = [];
      for (const state of group) {
        if (state.isOut(nowMs) || tried?.includes(state.target)) continue;
        candidates.push({ state, weight: state.weight(nowMs, slowStartMs) });
      }
      if (candidates.length > 0) return this.balance(candidates, caller);
    }
    return undefined;
  }

  begin(state: TargetState): BackendCall {
    return new BackendCall(this, state);
  }

  /** A target failed a call: it is taken out when that was once too often and enough others are left. */
  noteFailure(state: TargetState, nowMs: number): void {
    const { ejection, id } = this.backend;
    if (ejection === undefined || state.isEjected(nowMs) || !state.failed(ejection)) return;
    const out = this.states.filter((each) => each.isOut(nowMs)).length;
    if ((out + 1) * 100 > ejection.ejectedPercentMax * this.states.length) return;
    const forMs = state.eject(nowMs, ejection);
    this.tell({ kind: "ejected", backend: id, url: state.target.url, forMs });
  }

  noteSuccess(state: TargetState, nowMs: number): void {
    const { ejection } = this.backend;
    if (ejection !== undefined) state.succeeded(nowMs, ejection);
  }

  judge(epoch: number, outcome: "good" | "bad" | "unknown", nowMs: number): void {
    const { circuit, backend } = this;
    if (circuit === undefined) return;
    const before = circuit.state;
    circuit.judge(epoch, outcome, nowMs);
    if (circuit.state === "open" && before !== "open" && backend.circuit !== undefined)
      this.tell({ kind: "opened", backend: backend.id, forMs: backend.circuit.openMs });
  }

  /** What the active check, here or on another thread, found. */
  noteCheck(url: string, isHealthy: boolean, nowMs: number): void {
    for (const state of this.states) if (state.target.url === url) state.checked(isHealthy, nowMs);
  }

  /** Takes over what another thread found out. */
  hear(news: BackendNews, nowMs: number): void {
    if (news.kind === "opened") this.circuit?.openFor(news.forMs, nowMs);
    else if (news.kind === "checked") this.noteCheck(news.url, news.isHealthy, nowMs);
    else for (const state of this.states) if (state.target.url === news.url) state.ejectFor(news.forMs, nowMs);
  }

  report(nowMs: number): BackendReport {
    const targets = this.states.map((state) => ({ url: state.target.url, isUp: !state.isOut(nowMs) }));
    return { id: this.backend.id, name: this.backend.name, circuit: this.circuit?.state, targets };
  }

  /** Threads that all began with the first target would call it at once. */
  private beginAnywhere(): void {
    const steps = Math.floor(Math.random() * 100);
    const nobody: HashedCaller = { clientAddress: "", caller: undefined, header: () => undefined };
    for (let step = 0; step < steps; step++) this.choose(nobody, undefined, performance.now());
  }
}

/** Targets by priority, the lowest number first; those without weight are never called. */
function inGroups(states: readonly TargetState[]): TargetState[][] {
  const groups = Map.groupBy(
    states.filter(({ target }) => target.weight > 0),
    ({ target }) => target.priority,
  );
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}
