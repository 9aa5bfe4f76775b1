import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText, type Text } from "./expressions/text.ts";

const VALUES_MAX = 20;
const value = z.string().max(4000);

export const setQueryParameter = definePolicy({
  name: "set-query-parameter",
  version: 1,
  summary: "Sets, adds to, or removes a parameter of the query that the backend gets.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z
    .strictObject({
      name: z.string().min(1).max(200),
      value: z.union([value, z.array(value).min(1).max(VALUES_MAX)]).optional(),
      action: z.enum(["override", "skip", "append", "delete"]).default("override"),
    })
    .refine(({ action, value }) => (action === "delete") === (value === undefined), {
      message: "is needed, unless the action is delete",
      path: ["value"],
    }),
  compile({ name, value: written = [], action }, site) {
    const texts: Text[] = (Array.isArray(written) ? written : [written]).map((text) =>
      compileText(text, "/value", site),
    );
    const key = encodeURIComponent(name);
    return (exchange) => {
      const pairs = exchange.query === "" ? [] : exchange.query.split("&");
      const others = pairs.filter((pair) => nameOf(pair) !== name);
      const isThere = others.length < pairs.length;
      if (action === "skip" && isThere) return undefined;
      const added = texts.map((text) => `${key}=${encodeURIComponent(text.read(exchange))}`);
      exchange.setQuery([...(action === "append" ? pairs : others), ...added].join("&"));
      return undefined;
    };
  },
});

/** The parameter's name with its form encoding undone; text that is broken stays as it is. */
function nameOf(pair: string): string {
  const [name = ""] = pair.split("=", 1);
  return new URLSearchParams(`${name}=`).keys().next().value ?? name;
}
