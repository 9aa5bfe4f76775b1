import { z } from "zod";
import { definePolicy, type Refusal } from "./define.ts";
import { isJsonType } from "./held-body.ts";
import { findJsonThreat } from "./json-threats.ts";
import { bodyOf, headersOf, sideOf } from "./message.ts";

const bound = (fallback: number) => z.int().min(1).max(10_000_000).default(fallback);

export const jsonThreatProtection = definePolicy({
  name: "json-threat-protection",
  version: 1,
  summary: "Bounds the structure of JSON bodies before anything parses them.",
  phase: "validate",
  sections: ["inbound", "outbound"],
  config: z.strictObject({
    "max-depth": z.int().min(1).max(1000).default(20),
    "max-entries": bound(1000),
    "max-name-length": bound(200),
    "max-array-length": bound(1000),
    "max-string-length": bound(100_000),
    "duplicate-names": z.enum(["allow", "refuse"]).default("refuse"),
    action: z.enum(["block", "detect"]).default("block"),
  }),
  compile(options, site) {
    const side = sideOf(site.section);
    site.hold(side);
    const bounds = {
      depth: options["max-depth"],
      entries: options["max-entries"],
      nameLength: options["max-name-length"],
      arrayLength: options["max-array-length"],
      stringLength: options["max-string-length"],
      mayRepeatNames: options["duplicate-names"] === "allow",
    };
    return (exchange): Refusal | undefined => {
      const body = bodyOf(exchange, side);
      const type = headersOf(exchange, side)?.get("content-type");
      if (body === undefined || body.bytes.length === 0 || (type !== undefined && !isJsonType(type))) return undefined;
      const threat = findJsonThreat(body.text, bounds);
      if (threat === undefined) return undefined;
      if (options.action === "detect") {
        exchange.variables.set("json_threat", threat);
        return undefined;
      }
      const status = side === "request" ? 400 : 502;
      return { problem: "json-threat-detected", detail: `The body ${threat}.`, status };
    };
  },
});
