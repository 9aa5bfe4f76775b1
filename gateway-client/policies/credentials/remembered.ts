/**
 * Remembers so many things of late, in two generations: nothing is written when something is found, and what was not asked
 * for in a whole generation is forgotten.
 */
export class Remembered<Value> {
  readonly #generationMax: number;
  #recent = new Map<string, Value>();
  #older = new Map<string, Value>();

  /** @param max entries that are kept at most */
  constructor(max: number) {
    this.#generationMax = Math.max(1, Math.floor(max / 2));
  }

  get(key: string): Value | undefined {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const older = this.#older.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: string, value: Value): void {
    if (this.#recent.size >= this.#generationMax && !this.#recent.has(key)) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    // A copy: the text may be a piece of a whole request, which it would keep in memory.
    this.#recent.set(Buffer.from(key).toString(), value);
  }

  delete(key: string): void {
    this.#recent.delete(key);
    this.#older.delete(key);
  }
}
