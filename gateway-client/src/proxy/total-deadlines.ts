/** How late a total timeout may strike. One clock for all calls is far cheaper than a timer for each. */
const TICK_MS = 100;

export interface Expiring {
  /** Monotonic milliseconds. */
  readonly deadlineMs: number;
  /** Where the deadlines keep it; theirs alone to write. Negative while they do not. */
  place: number;
  expire(): void;
}

/**
 * Ends what has taken longer than it may. An array and no Set: a Set that thousands enter and leave every second leaves a chain
 * of dead tables behind, which keeps what they held alive until the next full collection.
 */
export class TotalDeadlines {
  readonly #active: Expiring[] = [];
  readonly #clock: NodeJS.Timeout;

  constructor() {
    this.#clock = setInterval(() => this.#check(performance.now()), TICK_MS);
    this.#clock.unref();
  }

  add(expiring: Expiring): void {
    expiring.place = this.#active.length;
    this.#active.push(expiring);
  }

  delete(expiring: Expiring): void {
    const { place } = expiring;
    if (place < 0) return;
    expiring.place = -1;
    const last = this.#active.pop();
    if (last === undefined || last === expiring) return;
    this.#active[place] = last;
    last.place = place;
  }

  close(): void {
    clearInterval(this.#clock);
  }

  #check(nowMs: number): void {
    for (const expiring of this.#active.filter(({ deadlineMs }) => deadlineMs <= nowMs)) expiring.expire();
  }
}
