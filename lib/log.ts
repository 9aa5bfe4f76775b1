import { pino } from "pino";
import { env } from "./env.ts";

/** The log of the control plane's processes: JSON lines on standard output. Credentials never reach it. */
export const log = pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["headers.authorization", "headers.cookie"],
});
