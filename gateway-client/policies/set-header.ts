import { z } from "zod";
import { definePolicy, PolicyError } from "./define.ts";
import type { HeaderLines } from "./exchange.ts";
import { fixedText, headerValue, writableHeaderName } from "./fields.ts";

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
    const values = (Array.isArray(value) ? value : [value]).map((text) => fixedText(text, "/value"));
    const apply = actions[action](name, values);
    if (site.section === "inbound" || site.section === "backend") {
      return (exchange) => {
        apply(exchange.request);
        return undefined;
      };
    }
    if (name === "x-request-id") throw new PolicyError("is on every answer and names it in logs", "/name");
    return (exchange) => {
      if (exchange.response) apply(exchange.response.headers);
      return undefined;
    };
  },
});

type Action = "override" | "skip" | "append" | "delete";
type Change = (headers: HeaderLines) => void;

const actions: Record<Action, (name: string, values: readonly string[]) => Change> = {
  override: (name, values) => (headers) => {
    headers.delete(name);
    for (const value of values) headers.append(name, value);
  },
  skip: (name, values) => (headers) => {
    if (headers.get(name) !== undefined) return;
    for (const value of values) headers.append(name, value);
  },
  append: (name, values) => (headers) => {
    for (const value of values) headers.append(name, value);
  },
  delete: (name) => (headers) => headers.delete(name),
};
