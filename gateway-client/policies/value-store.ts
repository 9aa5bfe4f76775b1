const BYTES_MAX = 16 * 1024 * 1024;
/** What an entry takes beside its content, about. */
const ENTRY_BYTES = 200;

interface Entry {
  readonly value: unknown;
  readonly bytes: number;
  readonly endsAtMs: number;
}

/** Values by key with an end, in a bounded memory: the one that was not read for longest goes first. */
export class ValueStore {
  readonly #bytesMax: number;
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(bytesMax = BYTES_MAX) {
    this.#bytesMax = bytesMax;
  }

  /** Undefined where there is none or its time is over. */
  get(key: string, nowMs: number): unknown {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (entry.endsAtMs <= nowMs) {
      this.#bytes -= entry.bytes;
      return undefined;
    }
    this.#entries.set(key, entry); // Now the one that was read last.
    return entry.value;
  }

  /** A value that alone takes more than an eighth of the memory is not kept. */
  set(key: string, value: unknown, endsAtMs: number): void {
    this.delete(key);
    const bytes = ENTRY_BYTES + 2 * key.length + 2 * (JSON.stringify(value)?.length ?? 0);
    if (bytes > this.#bytesMax / 8) return;
    this.#entries.set(key, { value, bytes, endsAtMs });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#bytesMax) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
