import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileValue } from "./expressions/text.ts";
import { variableName } from "./fields.ts";

export const setVariable = definePolicy({
  name: "set-variable",
  version: 1,
  summary: "Keeps a value under a name for the policies that follow.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    name: variableName,
    value: z.union([z.string().max(8192), z.number(), z.boolean()]),
  }),
  compile({ name, value }, site) {
    const read = typeof value === "string" ? compileValue(value, "/value", site) : () => value;
    return (exchange) => {
      exchange.variables.set(name, read(exchange));
      return undefined;
    };
  },
});
