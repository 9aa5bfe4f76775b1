/** What all recordings of a cache have in hand together; without a bound, many large answers at once would take any memory. */
export class RecordingMemory {
  readonly bytesMax: number;
  bytes = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }
}

/** Collects a body while it streams to its caller. */
export class Recording {
  readonly #memory: RecordingMemory;
  readonly #bytesMax: number;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #isDropped = false;

  constructor(memory: RecordingMemory, bytesMax: number) {
    this.#memory = memory;
    this.#bytesMax = bytesMax;
  }

  get isDropped(): boolean {
    return this.#isDropped;
  }

  /** False when it is, or has become, more than may be kept: then it is given up. */
  push(chunk: Uint8Array): boolean {
    if (this.#isDropped) return false;
    this.#bytes += chunk.length;
    this.#memory.bytes += chunk.length;
    if (this.#bytes > this.#bytesMax || this.#memory.bytes > this.#memory.bytesMax) {
      this.drop();
      return false;
    }
    this.#parts.push(chunk);
    return true;
  }

  /** The whole body; nothing is held any more. */
  finish(): Uint8Array {
    const body = Buffer.concat(this.#parts);
    this.drop();
    return body;
  }

  drop(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#memory.bytes -= this.#bytes;
    this.#parts = [];
  }
}
