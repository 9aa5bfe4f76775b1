/** What a held body may take, unless the route says otherwise. */
export const HELD_BYTES_MAX = 4 * 1024 * 1024;

/** Collects a body up to a bound. */
export class BodyParts {
  readonly bytesMax: number;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get isOver(): boolean {
    return this.#length > this.bytesMax;
  }

  /** False when the bound is passed: what came so far is forgotten. */
  push(part: Uint8Array): boolean {
    this.#length += part.length;
    if (this.isOver) this.#parts = [];
    else this.#parts.push(part);
    return !this.isOver;
  }

  join(): Uint8Array {
    const [only] = this.#parts;
    return this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
  }
}
