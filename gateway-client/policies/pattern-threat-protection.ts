import { RE2JS } from "re2js";
import { z } from "zod";
import { definePolicy, PolicyError, type Refusal } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { headerName } from "./fields.ts";
import { threatPatterns, threatSets } from "./threat-patterns.ts";

const ENTRIES_MAX = 50;
/** How often encoding is undone: attacks hide behind one or two. */
const DECODINGS = 2;
const locations = ["path", "query", "headers", "body"] as const;
/** Not looked at unless named: they carry what looks like an attack and is none. */
const UNSUSPICIOUS: ReadonlySet<string> = new Set(["authorization", "cookie", "user-agent", "accept"]);

export const patternThreatProtection = definePolicy({
  name: "pattern-threat-protection",
  version: 1,
  summary: "Refuses requests that hold patterns of known attacks.",
  phase: "validate",
  sections: ["inbound"],
  config: z.strictObject({
    sets: z
      .array(z.enum(threatSets))
      .max(ENTRIES_MAX)
      .default([...threatSets]),
    patterns: z
      .array(z.strictObject({ name: z.string().min(1).max(100), pattern: z.string().min(1).max(500) }))
      .max(ENTRIES_MAX)
      .default([]),
    locations: z.array(z.enum(locations)).min(1).default(["path", "query", "body"]),
    headers: z.array(headerName).max(ENTRIES_MAX).optional(),
    action: z.enum(["block", "detect"]).default("block"),
  }),
  compile(options, site) {
    const sets = options.sets.map((name) => ({
      name,
      pattern: compiled(`(?:${threatPatterns[name].join(")|(?:")})`, "/sets"),
    }));
    const own = options.patterns.map(({ name, pattern }, index) => {
      return { name, pattern: compiled(pattern, `/patterns/${index}/pattern`) };
    });
    const all = [...sets, ...own];
    if (all.length === 0) throw new PolicyError("names no set and no pattern");
    if (options.locations.includes("body")) site.hold("request");

    return (exchange): Refusal | undefined => {
      for (const location of options.locations) {
        const texts = textsAt(exchange, location, options.headers).flatMap(readings);
        const found = all.find(({ pattern }) => texts.some((text) => pattern.matcher(text).find()));
        if (found === undefined) continue;
        if (options.action === "block") {
          return { problem: "pattern-threat-detected", detail: `Something in the ${location} matches ${found.name}.` };
        }
        exchange.variables.set("pattern_threat", `${found.name} in ${location}`);
        return undefined;
      }
      return undefined;
    };
  },
});

/** RE2 takes linear time for any pattern, those of the publisher too. */
function compiled(pattern: string, pointer: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    // The library says by throwing what is no pattern.
    throw new PolicyError(`is no regular expression (RE2): ${error instanceof Error ? error.message : ""}`, pointer);
  }
}

function textsAt(
  exchange: Exchange,
  location: (typeof locations)[number],
  headers: readonly string[] | undefined,
): string[] {
  if (location === "path") return [exchange.path];
  if (location === "query") return exchange.query === "" ? [] : [exchange.query];
  if (location === "body") return exchange.requestBody === undefined ? [] : [exchange.requestBody.text];
  const names = headers ?? exchange.request.names().filter((name) => !UNSUSPICIOUS.has(name));
  return names.flatMap((name) => exchange.request.getAll(name));
}

/** The text as it came, and with its percent and form encoding undone, again and again. */
function readings(text: string): string[] {
  const all = [text];
  let last = text;
  for (let round = 0; round < DECODINGS && /[%+]|\\u00/.test(last); round++) {
    last = last
      .replaceAll("+", " ")
      .replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll(/\\u00([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    all.push(last);
  }
  return all;
}
