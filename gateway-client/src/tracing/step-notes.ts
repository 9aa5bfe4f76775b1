import { TRACE_NOTES_MAX, type TraceStep } from "@gatehouse/contract/trace.ts";
import type { Masking } from "./masking.ts";

/** What one step of a trace read and changed, masked as it comes and bounded in number. */
export class StepNotes {
  readonly read: TraceStep["read"] = [];
  readonly changed: TraceStep["changed"] = [];
  readonly masking: Masking;
  readonly #seen = new Set<string>();

  constructor(masking: Masking) {
    this.masking = masking;
  }

  /** Something read, noted once. `value` is fit to be kept already; null for what was not there. */
  noteRead(what: string, value: string | null): void {
    if (this.#seen.has(what) || this.read.length >= TRACE_NOTES_MAX) return;
    this.#seen.add(what);
    this.read.push({ what, value });
  }

  noteChange(what: string, before: string | null, after: string | null): void {
    if (this.changed.length < TRACE_NOTES_MAX) this.changed.push({ what, before, after });
  }

  /** What stands under a name, fit to be kept. */
  masked(name: string, value: unknown): string | null {
    return value === undefined || value === null ? null : this.masking.value(name, value);
  }
}
