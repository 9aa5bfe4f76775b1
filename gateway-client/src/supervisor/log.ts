import { destination, type Logger, pino } from "pino";

/** JSON lines on standard error, written at once: what is said just before the end is not lost. No secret is ever given to it. */
export function createLog(level: string, bindings: Record<string, unknown>): Logger {
  return pino({ level, base: bindings }, destination({ dest: 2, sync: true }));
}
