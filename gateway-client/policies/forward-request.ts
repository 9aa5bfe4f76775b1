import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { definePolicy } from "./define.ts";
import type { ForwardTimeouts } from "./exchange.ts";

const timeout = duration.refine((text) => milliseconds(text) >= 1 && milliseconds(text) <= 86_400_000, {
  message: "is not between 1ms and 24h",
});

const REDIRECTS_MAX = 5;

export const forwardRequest = definePolicy({
  name: "forward-request",
  version: 1,
  summary: "Sends the request to the backend and sets how long each part of that may take.",
  phase: "transform",
  sections: ["backend"],
  config: z.strictObject({
    "connect-timeout": timeout.optional(),
    "first-byte-timeout": timeout.optional(),
    "idle-timeout": timeout.optional(),
    timeout: timeout.optional(),
    "follow-redirects": z.boolean().default(false),
    // A number in YAML, unless somebody quotes it.
    "http-version": z.union([z.literal(["1.1", "2"]), z.literal([1.1, 2]).transform(String)]).default("1.1"),
  }),
  compile(options) {
    const timeouts: Partial<ForwardTimeouts> = {};
    const {
      "connect-timeout": connect,
      "first-byte-timeout": firstByte,
      "idle-timeout": idle,
      timeout: total,
      "follow-redirects": follows,
      "http-version": httpVersion,
    } = options;
    if (connect !== undefined) timeouts.connectMs = milliseconds(connect);
    if (firstByte !== undefined) timeouts.firstByteMs = milliseconds(firstByte);
    if (idle !== undefined) timeouts.idleMs = milliseconds(idle);
    if (total !== undefined) timeouts.totalMs = milliseconds(total);
    return (exchange) => {
      exchange.setForwardTimeouts(timeouts);
      if (httpVersion === "2") exchange.setWayThere({ isHttp2: true });
      if (follows) exchange.followRedirects(REDIRECTS_MAX);
      return undefined;
    };
  },
});
