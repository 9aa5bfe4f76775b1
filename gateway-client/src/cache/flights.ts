import { inOwnMemory } from "./own-memory.ts";

/** How a fetch ended for those who wait for it. */
export type Landing =
  /** Its answer is stored: look again. */
  | "stored"
  /** Its answer cannot be shared, or is not to be waited for. */
  | "not-shared"
  /** The backend failed. */
  | "failed"
  /** Its caller is gone, and the fetch with it: somebody else must fetch. */
  | "abandoned";

/** One fetch that others wait for. */
export class Flight {
  readonly #waiting = new Set<(landing: Landing) => void>();
  readonly #onLanded: (landing: Landing) => void;
  #isOver = false;

  constructor(onLanded: (landing: Landing) => void) {
    this.#onLanded = onLanded;
  }

  /** Ends the wait of all, once: what is said after the first word is not heard. */
  land(landing: Landing): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onLanded(landing);
    for (const resolve of this.#waiting) resolve(landing);
    this.#waiting.clear();
  }

  /** Resolves when the flight lands, and to `not-shared` after so long. */
  landing(waitMs: number): Promise<Landing> {
    return new Promise((resolve) => {
      const end = (landing: Landing) => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve(landing);
      };
      const timer = setTimeout(() => end("not-shared"), waitMs);
      this.#waiting.add(end);
    });
  }
}

/** How long calls do not wait for one another after an answer could not be shared. */
const APART_MS = 10_000;
const APART_KEYS_MAX = 10_000;
const APART_KEY_LENGTH_MAX = 1_000;

/** The fetches under way, by what they are for. */
export class Flights {
  readonly #flights = new Map<string, Flight>();
  /** Keys whose answers turned out not to be shared, until when: waiting for one another would make a queue of them. */
  readonly #apart = new Map<string, number>();

  find(key: string): Flight | undefined {
    return this.#flights.get(key);
  }

  begin(key: string, now: () => number): Flight {
    const kept = inOwnMemory(key);
    const flight = new Flight((landing) => {
      this.#flights.delete(kept);
      if (landing === "not-shared") this.#setApart(kept, now() + APART_MS);
      else if (landing === "stored") this.#apart.delete(kept);
    });
    this.#flights.set(kept, flight);
    return flight;
  }

  isApart(key: string, nowMs: number): boolean {
    const untilMs = this.#apart.get(key);
    if (untilMs === undefined) return false;
    if (untilMs > nowMs) return true;
    this.#apart.delete(key);
    return false;
  }

  #setApart(key: string, untilMs: number): void {
    if (key.length > APART_KEY_LENGTH_MAX) return;
    if (this.#apart.size >= APART_KEYS_MAX) this.#apart.clear();
    this.#apart.set(key, untilMs);
  }
}
