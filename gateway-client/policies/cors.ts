import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { type Answer, definePolicy, type Outcome } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { headerName, method } from "./fields.ts";

const ENTRIES_MAX = 200;

const origin = z
  .string()
  .max(300)
  .regex(/^(\*|null|[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+)$/i, "is not an origin such as https://app.example.com")
  .refine((text) => text === "*" || !text.includes("*") || WILDCARD_ORIGIN.test(text), {
    message: "may hold one wildcard, in place of a whole label: https://*.example.com",
  })
  .transform((text) => text.toLowerCase());

const config = z
  .strictObject({
    "allowed-origins": z.array(origin).min(1).max(ENTRIES_MAX),
    "allowed-methods": z
      .array(z.union([z.literal("*"), method]))
      .max(ENTRIES_MAX)
      .default(["GET", "HEAD", "POST"]),
    "allowed-headers": z
      .array(z.union([z.literal("*"), headerName]))
      .max(ENTRIES_MAX)
      .default([]),
    "expose-headers": z.array(headerName).max(ENTRIES_MAX).default([]),
    "allow-credentials": z.boolean().default(false),
    "preflight-max-age": duration.default("0s"),
    "terminate-unmatched": z.boolean().default(true),
  })
  .refine((options) => !(options["allow-credentials"] && options["allowed-origins"].includes("*")), {
    message: "cannot be * together with allow-credentials: every site could act as the signed-in user",
    path: ["allowed-origins"],
  });

/** Fetch standard, section 3.3 (CORS protocol). Only the server's side: browsers enforce what it says. */
export const cors = definePolicy({
  name: "cors",
  version: 1,
  summary: "Lets pages of other sites call the API from a browser, and answers their preflight requests.",
  phase: "access",
  sections: ["inbound"],
  config,
  compile(options) {
    const isAllowedOrigin = originMatcher(options["allowed-origins"]);
    const preflight = preflightAnswerer(options);
    const allowsAny = options["allowed-origins"].includes("*");
    const exposed = options["expose-headers"].join(", ");
    const mustTerminate = options["terminate-unmatched"];

    return (exchange) => {
      exchange.addVary("origin");
      const requestOrigin = exchange.request.get("origin");
      if (requestOrigin === undefined || isSameOrigin(requestOrigin, exchange)) return;
      const isPreflight =
        exchange.method === "OPTIONS" && exchange.request.get("access-control-request-method") !== undefined;

      if (!isAllowedOrigin(requestOrigin.toLowerCase()))
        return mustTerminate ? originRefused(requestOrigin) : undefined;
      if (isPreflight) {
        const answer = preflight(exchange, allowsAny ? "*" : requestOrigin);
        return answer ?? (mustTerminate ? originRefused(requestOrigin) : undefined);
      }
      exchange.setAnswerHeader("access-control-allow-origin", allowsAny ? "*" : requestOrigin);
      if (options["allow-credentials"]) exchange.setAnswerHeader("access-control-allow-credentials", "true");
      if (exposed !== "") exchange.setAnswerHeader("access-control-expose-headers", exposed);
      return;
    };
  },
});

const WILDCARD_ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(?:[^*.]+\.)*\*(?:\.[^*.]+)*$/i;

function originMatcher(origins: readonly string[]): (origin: string) => boolean {
  if (origins.includes("*")) return () => true;
  const exact = new Set(origins.filter((text) => !text.includes("*")));
  const patterns = origins.filter((text) => text.includes("*")).map(toLabelPattern);
  return (text) => exact.has(text) || patterns.some((pattern) => pattern.test(text));
}

/** The wildcard stands for one label: `https://*.example.com` lets in `a.example.com`, neither `a.b.example.com` nor `example.com`. */
function toLabelPattern(text: string): RegExp {
  const [before = "", after = ""] = text.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${before}[a-z0-9_-]{1,63}${after}$`);
}

/** Browsers send `Origin` with unsafe methods to the page's own site as well: that is no cross-origin request. */
function isSameOrigin(requestOrigin: string, exchange: Exchange): boolean {
  const host = exchange.request.get("host");
  return host !== undefined && requestOrigin.slice(requestOrigin.indexOf("://") + 3) === host;
}

function preflightAnswerer(options: z.output<typeof config>) {
  const methods = new Set<string>(options["allowed-methods"]);
  const headers = new Set<string>(options["allowed-headers"]);
  const maxAgeSeconds = Math.floor(milliseconds(options["preflight-max-age"]) / 1000);

  return (exchange: Exchange, allowedOrigin: string): Answer | undefined => {
    const wantedMethod = exchange.request.get("access-control-request-method") ?? "";
    const wantedHeaders = exchange.request.get("access-control-request-headers") ?? "";
    if (!methods.has("*") && !methods.has(wantedMethod)) return undefined;
    const names = wantedHeaders.split(",").map((name) => name.trim().toLowerCase());
    if (!headers.has("*") && !names.every((name) => name === "" || headers.has(name))) return undefined;

    // Named one by one and never `*`, which browsers take literally when credentials are sent (Fetch, 3.3.4).
    const lines = ["access-control-allow-origin", allowedOrigin, "access-control-allow-methods", wantedMethod];
    if (wantedHeaders !== "") lines.push("access-control-allow-headers", wantedHeaders);
    if (options["allow-credentials"]) lines.push("access-control-allow-credentials", "true");
    if (maxAgeSeconds > 0) lines.push("access-control-max-age", String(maxAgeSeconds));
    exchange.addVary("access-control-request-method");
    exchange.addVary("access-control-request-headers");
    return { status: 204, headers: lines, body: undefined };
  };
}

function originRefused(requestOrigin: string): Outcome {
  return { problem: "origin-not-allowed", detail: `Pages of ${requestOrigin.slice(0, 200)} may not make this call.` };
}
