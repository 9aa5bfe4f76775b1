import { z } from "zod";
import { definePolicy, type Refusal } from "./define.ts";
import type { Exchange } from "./exchange.ts";

const BROWNOUTS_MAX = 50;
const instant = z.iso.datetime({ offset: true });

export const deprecation = definePolicy({
  name: "deprecation",
  version: 1,
  summary: "Tells callers that a version is on its way out, and ends it where that was announced.",
  phase: "access",
  sections: ["inbound", "outbound", "onError"],
  isWritten: false,
  config: z.strictObject({
    "deprecated-at": instant,
    "sunset-at": instant.optional(),
    successor: z
      .string()
      .max(2000)
      .regex(/^[\x21-\x7e]+$/, "is no address")
      .refine((text) => !/[<>"]/.test(text), "is no address")
      .optional(),
    "after-sunset": z.enum(["serve", "gone"]).default("serve"),
    brownouts: z
      .array(z.strictObject({ from: instant, until: instant }))
      .max(BROWNOUTS_MAX)
      .default([]),
  }),
  compile(options, { section }) {
    const { successor } = options;
    if (section !== "inbound") {
      const link = successor === undefined ? undefined : `<${successor}>; rel="successor-version"`;
      return (exchange) => {
        if (link !== undefined) exchange.response?.headers.append("link", link);
        return undefined;
      };
    }
    const sunsetMs = options["sunset-at"] === undefined ? undefined : Date.parse(options["sunset-at"]);
    const goneMs =
      options["after-sunset"] === "gone" ? (sunsetMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    const brownouts = options.brownouts.map(({ from, until }) => ({
      from: Date.parse(from),
      until: Date.parse(until),
    }));
    // A structured date (RFC 9745, 2.1), and an HTTP-date (RFC 8594, 3).
    const deprecated = `@${Math.floor(Date.parse(options["deprecated-at"]) / 1000)}`;
    const sunset = sunsetMs === undefined ? undefined : new Date(sunsetMs).toUTCString();
    return (exchange) => {
      exchange.setAnswerHeader("deprecation", deprecated);
      if (sunset !== undefined) exchange.setAnswerHeader("sunset", sunset);
      const now = exchange.receivedAtMs;
      if (now >= goneMs) return ended(exchange);
      const pause = brownouts.find(({ from, until }) => now >= from && now < until);
      return pause === undefined ? undefined : resting(exchange, pause.until, now);
    };
  },
});

function ended({ version }: Exchange): Refusal {
  return { problem: "version-retired", detail: `The version ${version.name} has ended.` };
}

function resting({ version }: Exchange, untilMs: number, nowMs: number): Refusal {
  const until = new Date(untilMs).toISOString();
  return {
    problem: "version-retired",
    detail: `The version ${version.name} is about to end and rests until ${until}, as was announced.`,
    retryAfterSeconds: Math.max(1, Math.ceil((untilMs - nowMs) / 1000)),
  };
}
