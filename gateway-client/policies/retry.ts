import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { definePolicy, type Outcome } from "./define.ts";
import { compileCondition } from "./expressions/compile.ts";

/** Larger bodies stream, and a request whose body has streamed is not sent again. */
const REPLAYED_BYTES_MAX = 1024 * 1024;
const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);
const FAILED: ReadonlySet<number> = new Set([0, 502, 503, 504]);

const wait = duration.refine((text) => milliseconds(text) <= 60_000, "is more than 1m");

export const retry = definePolicy({
  name: "retry",
  version: 1,
  summary: "Sends the request again when the backend did not answer, or not well.",
  phase: "transform",
  sections: ["backend"],
  config: z.strictObject({
    condition: z.string().min(1).max(2000).optional(),
    count: z.int().min(1).max(10),
    interval: wait.default("100ms"),
    delta: wait.default("0s"),
    "max-interval": wait.default("10s"),
    "first-fast-retry": z.boolean().default(false),
  }),
  compile(options, site) {
    const { condition, count, "first-fast-retry": isFirstFast } = options;
    const isMet = condition && compileCondition(condition, "/condition", site, "end");
    const intervalMs = milliseconds(options.interval);
    const deltaMs = milliseconds(options.delta);
    const delayMsMax = milliseconds(options["max-interval"]);
    const plan = {
      countMax: count,
      delayMsMax,
      delayMs: (number: number) =>
        number === 1 && isFirstFast ? 0 : Math.min(delayMsMax, intervalMs + deltaMs * (number - 1)),
      isWanted: isMet
        ? (exchange: Parameters<typeof isMet>[0], status: number) =>
            isMet(exchange, { status, bytesIn: 0, bytesOut: 0, durationMs: 0 })
        : ({ method }: { readonly method: string }, status: number) => IDEMPOTENT.has(method) && FAILED.has(status),
    };
    return (exchange): Outcome | Promise<Outcome> => {
      exchange.setRetry(plan);
      const isSmall = exchange.contentLength !== undefined && exchange.contentLength <= REPLAYED_BYTES_MAX;
      return isSmall && exchange.contentLength !== 0 ? exchange.holdRequestBody() : undefined;
    };
  },
});
