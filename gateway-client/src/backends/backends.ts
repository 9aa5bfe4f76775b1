import type { BackendPools } from "../proxy/backend-pools.ts";
import type { LoadedSnapshot } from "../snapshot/loaded.ts";
import type { LoadedBackend } from "../snapshot/loaded-api.ts";
import { HealthCheck } from "./health-check.ts";
import { type BackendNews, type BackendReport, RunningBackend } from "./running-backend.ts";

/** The way to the other threads of the node. */
export interface BackendGossip {
  tell(news: BackendNews): void;
}

export interface BackendsOptions {
  pools: BackendPools;
  /** One thread of a node asks the targets, the others hear of it. */
  isChecking: boolean;
  gossip: BackendGossip | undefined;
}

interface Kept {
  running: RunningBackend;
  checks: HealthCheck[];
}

/** The backends of a thread, as they are known from its calls and checks. That outlives the snapshots that name them. */
export class Backends {
  private readonly options: BackendsOptions;
  private readonly byId = new Map<string, Kept>();
  private readonly byBackend = new WeakMap<LoadedBackend, RunningBackend>();
  private served: LoadedSnapshot | undefined;

  constructor(options: BackendsOptions) {
    this.options = options;
  }

  get(backend: LoadedBackend): RunningBackend {
    let running = this.byBackend.get(backend);
    if (running === undefined) {
      running = this.adopt(backend);
      this.byBackend.set(backend, running);
    }
    return running;
  }

  /** Begins the checks of a snapshot's backends, and ends those of backends that it does not have. */
  serve(snapshot: LoadedSnapshot | undefined): void {
    if (snapshot === undefined || this.served === snapshot) return;
    this.served = snapshot;
    const held = new Set<string>();
    for (const backend of backendsOf(snapshot)) {
      if (backend.only !== undefined) continue;
      held.add(backend.id);
      this.get(backend);
    }
    for (const [id, { checks }] of this.byId) {
      if (held.has(id)) continue;
      for (const check of checks) check.stop();
      this.byId.delete(id);
    }
  }

  hear(news: BackendNews): void {
    this.byId.get(news.backend)?.running.hear(news, performance.now());
  }

  /** What a thread that has just begun cannot know. */
  retell(): void {
    for (const { running, checks } of this.byId.values()) {
      if (checks.length === 0) continue;
      for (const { target, isHealthy } of running.states) {
        if (!isHealthy) this.tell({ kind: "checked", backend: running.backend.id, url: target.url, isHealthy });
      }
    }
  }

  /** Backends that something is known of. */
  reports(): BackendReport[] {
    const nowMs = performance.now();
    return [...this.byId.values()].map(({ running }) => running.report(nowMs));
  }

  close(): void {
    for (const { checks } of this.byId.values()) for (const check of checks) check.stop();
    this.byId.clear();
  }

  private tell(news: BackendNews): void {
    this.options.gossip?.tell(news);
  }

  /** APIs that share a backend have a copy of it each: they share what is known of it. */
  private adopt(backend: LoadedBackend): RunningBackend {
    const kept = this.byId.get(backend.id);
    if (kept?.running.backend.fingerprint === backend.fingerprint) return kept.running;
    const running = new RunningBackend(backend, kept?.running, (news) => this.tell(news));
    for (const check of kept?.checks ?? []) check.stop();
    this.byId.set(backend.id, { running, checks: this.options.isChecking ? this.check(running) : [] });
    return running;
  }

  private check(running: RunningBackend): HealthCheck[] {
    const { id, healthCheck } = running.backend;
    if (healthCheck === undefined) return [];
    return running.states.map(({ target }) => {
      const pool = this.options.pools.openForChecks(target);
      return new HealthCheck(target, healthCheck, pool, (isHealthy) => {
        running.noteCheck(target.url, isHealthy, performance.now());
        this.tell({ kind: "checked", backend: id, url: target.url, isHealthy });
      });
    });
  }
}

function* backendsOf(snapshot: LoadedSnapshot): Iterable<LoadedBackend> {
  for (const { api } of snapshot.apis.values()) {
    for (const { backend } of api.versions.values()) yield backend;
    yield* api.backends.values();
  }
}
