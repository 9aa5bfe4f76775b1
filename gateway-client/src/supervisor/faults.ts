import type { Logger } from "pino";

/** The present trouble with one thing, such as a link or the disk. Told once when it begins and once when it is over. */
export interface FaultNote {
  /** Undefined while all is well. */
  readonly message: string | undefined;
  /** Faults noted, since the start. */
  readonly count: number;
  note(fault: unknown): void;
}

export function createFaultNote(what: string, log: Logger): FaultNote {
  let message: string | undefined;
  let count = 0;
  return {
    get message() {
      return message;
    },
    get count() {
      return count;
    },
    note(fault) {
      const next = fault === undefined ? undefined : fault instanceof Error ? fault.message : String(fault);
      if (next !== undefined) count++;
      if (next !== message) {
        if (next === undefined) log.info(`${what}: well again`);
        else log.warn({ reason: next }, `${what}: trouble`);
      }
      message = next;
    },
  };
}
