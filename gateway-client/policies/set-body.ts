import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileTemplate } from "./expressions/template.ts";
import { compileValue } from "./expressions/text.ts";
import { bodyOf, headersOf, sideOf } from "./message.ts";

const VALUE_LENGTH_MAX = 256 * 1024;

export const setBody = definePolicy({
  name: "set-body",
  version: 1,
  summary: "Puts another body in the place of the request's or of the answer's.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    value: z.string().max(VALUE_LENGTH_MAX),
    template: z.literal("liquid").optional(),
  }),
  compile({ value, template }, site) {
    const side = sideOf(site.section);
    site.hold(side);
    const read = template === undefined ? compileValue(value, "/value", site) : compileTemplate(value, "/value", site);
    return (exchange) => {
      const content = read(exchange);
      const body = bodyOf(exchange, side);
      if (typeof content === "string") {
        body?.replace(content);
        return undefined;
      }
      body?.replace(JSON.stringify(content) ?? "");
      const headers = headersOf(exchange, side);
      if (headers?.get("content-type") === undefined) headers?.set("content-type", "application/json");
      return undefined;
    };
  },
});
