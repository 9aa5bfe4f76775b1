import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText, compileValue } from "./expressions/text.ts";
import { storedKey } from "./fields.ts";

export const cacheStoreValue = definePolicy({
  name: "cache-store-value",
  version: 1,
  summary: "Keeps a value under a key for later calls.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    key: storedKey,
    value: z.string().max(8192),
    duration: duration.refine((text) => milliseconds(text) >= 1000, "is less than 1s"),
  }),
  compile({ key, value, duration: time }, site) {
    const name = compileText(key, "/key", site);
    const read = compileValue(value, "/value", site);
    const timeMs = milliseconds(time);
    return (exchange) => {
      const { id } = exchange.api;
      exchange.values.set(`${id} ${name.read(exchange)}`, read(exchange), exchange.receivedAtMs + timeMs);
      return undefined;
    };
  },
});
