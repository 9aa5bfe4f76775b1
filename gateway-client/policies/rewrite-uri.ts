import { z } from "zod";
import { definePolicy } from "./define.ts";
import { fixedText } from "./fields.ts";

const DOT_SEGMENT = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?;]|$)/i;
const PARAMETER = /\{([^{}/]+)\}/;

export const rewriteUri = definePolicy({
  name: "rewrite-uri",
  version: 1,
  summary: "Sends the request to another path of the backend.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z.strictObject({
    template: z
      .string()
      .max(2000)
      .regex(
        /^\/[\x21\x22\x24-\x7e]*$/,
        "is not a path such as /v2/orders/{id}: it starts with / and holds no space or #",
      )
      .refine(
        (text) => !/[{}]/.test(text.replaceAll(new RegExp(PARAMETER, "g"), "")),
        "has a brace without its partner",
      )
      .refine(
        (text) => !text.split(/[/?]/).some((segment) => segment === "." || segment === ".."),
        "holds a dot segment",
      ),
    "copy-unmatched-params": z.boolean().default(true),
  }),
  pathParameters: ({ template }) => [...template.matchAll(new RegExp(PARAMETER, "g"))].map(([, name = ""]) => name),
  compile({ template, "copy-unmatched-params": copiesRest }) {
    // Odd entries are the names of parameters.
    const parts = fixedText(template, "/template").split(PARAMETER);
    const hasQuery = template.includes("?");
    const ownQuery = new Set(parameterNames(template.slice(template.indexOf("?") + 1)));

    return (exchange) => {
      let target = "";
      for (let i = 0; i < parts.length; i++) {
        const part = parts[i] ?? "";
        target += i % 2 === 0 ? part : (exchange.pathParameter(part) ?? "");
      }
      if (copiesRest && exchange.query !== "") {
        const rest = hasQuery ? withoutParameters(exchange.query, ownQuery) : exchange.query;
        if (rest !== "") target += (hasQuery ? "&" : "?") + rest;
      }
      // Parameters that share a segment could make one of dots between them.
      if (DOT_SEGMENT.test(target)) return { problem: "bad-request", detail: "The path would hold a dot segment." };
      exchange.rewriteTarget(target);
      return undefined;
    };
  },
});

function parameterNames(query: string): string[] {
  return query.split("&").map(nameOf);
}

function withoutParameters(query: string, names: ReadonlySet<string>): string {
  return query
    .split("&")
    .filter((pair) => !names.has(nameOf(pair)))
    .join("&");
}

function nameOf(pair: string): string {
  const end = pair.indexOf("=");
  return end < 0 ? pair : pair.slice(0, end);
}
