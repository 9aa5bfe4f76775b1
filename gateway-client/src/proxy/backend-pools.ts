import { Http1Pool } from "../http1/pool.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";

const UNUSED_MS = 60_000;

/** The connection pools of a thread, one for each origin. They outlive snapshots; one that nobody uses any more ends. */
export class BackendPools {
  readonly #pools = new Map<string, { pool: Http1Pool; usedMs: number }>();
  readonly #clock: NodeJS.Timeout;

  constructor() {
    this.#clock = setInterval(() => this.#closeUnused(), UNUSED_MS);
    this.#clock.unref();
  }

  get(target: BackendTarget): Http1Pool {
    let entry = this.#pools.get(target.origin);
    if (entry === undefined) {
      entry = { pool: new Http1Pool({ origin: target.origin }), usedMs: 0 };
      this.#pools.set(target.origin, entry);
    }
    entry.usedMs = entry.pool.nowMs;
    return entry.pool;
  }

  close(): void {
    clearInterval(this.#clock);
    for (const { pool } of this.#pools.values()) pool.close();
    this.#pools.clear();
  }

  #closeUnused(): void {
    const nowMs = performance.now();
    for (const [origin, { pool, usedMs }] of this.#pools) {
      if (pool.load > 0 || nowMs - usedMs < UNUSED_MS) continue;
      this.#pools.delete(origin);
      pool.close();
    }
  }
}
