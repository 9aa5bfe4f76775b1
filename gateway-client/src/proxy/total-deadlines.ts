/** How late a total timeout may strike. One clock for all calls is far cheaper than a timer for each. */
const TICK_MS = 100;

export interface Expiring {
  /** Monotonic milliseconds. */
  readonly deadlineMs: number;
  expire(): void;
}

/** Ends what has taken longer than it may. */
export class TotalDeadlines {
  readonly #active = new Set<Expiring>();
  readonly #clock: NodeJS.Timeout;

  constructor() {
    this.#clock = setInterval(() => this.#check(performance.now()), TICK_MS);
    this.#clock.unref();
  }

  add(expiring: Expiring): void {
    this.#active.add(expiring);
  }

  delete(expiring: Expiring): void {
    this.#active.delete(expiring);
  }

  close(): void {
    clearInterval(this.#clock);
  }

  #check(nowMs: number): void {
    for (const expiring of this.#active) if (expiring.deadlineMs <= nowMs) expiring.expire();
  }
}
