import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText } from "./expressions/text.ts";
import { storedKey } from "./fields.ts";

export const cacheRemoveValue = definePolicy({
  name: "cache-remove-value",
  version: 1,
  summary: "Forgets a kept value.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({ key: storedKey }),
  compile({ key }, site) {
    const name = compileText(key, "/key", site);
    return (exchange) => {
      exchange.values.delete(`${exchange.api.id} ${name.read(exchange)}`);
      return undefined;
    };
  },
});
