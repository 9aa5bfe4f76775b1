/** How often something may happen: a burst at once, then so many a second. */
export class Allowance {
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #asOfMs: number;

  constructor(burst: number, perSecond: number, nowMs: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
    this.#asOfMs = nowMs;
  }

  giveBack(): void {
    this.#left = Math.min(this.#burst, this.#left + 1);
  }

  /** False when it is used up. */
  take(nowMs: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + ((nowMs - this.#asOfMs) / 1000) * this.#perSecond);
    this.#asOfMs = nowMs;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
