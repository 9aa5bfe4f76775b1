import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText, compileValue } from "./expressions/text.ts";
import { storedKey, variableName } from "./fields.ts";

export const cacheLookupValue = definePolicy({
  name: "cache-lookup-value",
  version: 1,
  summary: "Puts a kept value into a variable.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    key: storedKey,
    "variable-name": variableName,
    "default-value": z.string().max(8192).optional(),
  }),
  compile({ key, "variable-name": variable, "default-value": fallback }, site) {
    const name = compileText(key, "/key", site);
    const readFallback = fallback === undefined ? undefined : compileValue(fallback, "/default-value", site);
    return (exchange) => {
      const kept = exchange.values.get(`${exchange.api.id} ${name.read(exchange)}`, exchange.receivedAtMs);
      const value = kept === undefined ? readFallback?.(exchange) : kept;
      if (value === undefined) exchange.variables.delete(variable);
      else exchange.variables.set(variable, value);
      return undefined;
    };
  },
});
