import { z } from "zod";
import { definePolicy, PolicyError } from "./define.ts";
import type { Exchange, HeaderLines } from "./exchange.ts";
import { compileHeaderText, type Text } from "./expressions/text.ts";
import { headerValue, writableHeaderName } from "./fields.ts";

const VALUES_MAX = 20;

export const setHeader = definePolicy({
  name: "set-header",
  version: 1,
  summary: "Sets, adds to, or removes a header of the request or of the answer.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z
    .strictObject({
      name: writableHeaderName,
      value: z.union([headerValue, z.array(headerValue).min(1).max(VALUES_MAX)]).optional(),
      action: z.enum(["override", "skip", "append", "delete"]).default("override"),
    })
    .refine(({ action, value }) => (action === "delete") === (value === undefined), {
      message: "is needed, unless the action is delete",
      path: ["value"],
    }),
  compile({ name, value = [], action }, site) {
    const values = (Array.isArray(value) ? value : [value]).map((text) => compileHeaderText(text, "/value", site));
    const apply = actions[action](name);
    const read = readerOf(values);
    if (site.section === "inbound" || site.section === "backend") {
      return (exchange) => {
        apply(exchange.request, read(exchange));
        return undefined;
      };
    }
    if (name === "x-request-id") throw new PolicyError("is on every answer and names it in logs", "/name");
    return (exchange) => {
      if (exchange.response) apply(exchange.response.headers, read(exchange));
      return undefined;
    };
  },
});

type Action = "override" | "skip" | "append" | "delete";
type Change = (headers: HeaderLines, values: readonly string[]) => void;

/** Fixed values are put together once, not per exchange. */
function readerOf(texts: readonly Text[]): (exchange: Exchange) => readonly string[] {
  const fixed = texts.flatMap((text) => text.fixed ?? []);
  if (fixed.length === texts.length) return () => fixed;
  return (exchange) => texts.map((text) => text.read(exchange));
}

const actions: Record<Action, (name: string) => Change> = {
  override: (name) => (headers, values) => {
    headers.delete(name);
    for (const value of values) headers.append(name, value);
  },
  skip: (name) => (headers, values) => {
    if (headers.get(name) !== undefined) return;
    for (const value of values) headers.append(name, value);
  },
  append: (name) => (headers, values) => {
    for (const value of values) headers.append(name, value);
  },
  delete: (name) => (headers) => headers.delete(name),
};
