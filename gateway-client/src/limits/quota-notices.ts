import { type QuotaRecord, quotaLevels } from "@gatehouse/contract/telemetry.ts";
import type { QuotaTake } from "../../policies/limiter.ts";

const TOLD_MAX = 10_000;
/** Below it there is nothing to tell. */
export const FIRST_LEVEL = Math.min(...quotaLevels) / 100;

/**
 * Tells of quotas that reach a level, once in a period as far as this thread remembers; whoever receives it takes each once
 * for all.
 */
export class QuotaNotices {
  readonly #tell: (record: QuotaRecord) => void;
  readonly #told = new Set<string>();

  constructor(tell: (record: QuotaRecord) => void) {
    this.#tell = tell;
  }

  note(subscription: string, { used, resetMs }: QuotaTake, nowMs: number): void {
    const periodEndsAt = Math.round((nowMs + resetMs) / 1000);
    for (const level of quotaLevels) {
      if (used * 100 < level) continue;
      const name = `${subscription} ${level} ${periodEndsAt}`;
      if (this.#told.has(name)) continue;
      if (this.#told.size >= TOLD_MAX) this.#told.clear();
      this.#told.add(name);
      this.#tell({ kind: "quota", subscription, level, periodEndsAt });
    }
  }
}
