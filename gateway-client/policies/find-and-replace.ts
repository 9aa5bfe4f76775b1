import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText } from "./expressions/text.ts";
import { bodyOf, sideOf } from "./message.ts";

export const findAndReplace = definePolicy({
  name: "find-and-replace",
  version: 1,
  summary: "Replaces a text wherever it stands in the body.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    from: z.string().min(1).max(2000),
    to: z.string().max(2000),
  }),
  compile({ from, to }, site) {
    const side = sideOf(site.section);
    site.hold(side);
    const search = compileText(from, "/from", site);
    const replacement = compileText(to, "/to", site);
    return (exchange) => {
      const body = bodyOf(exchange, side);
      const text = search.read(exchange);
      // Given as a function, so that `$&` in the new text is nothing but text.
      if (text !== "" && body?.text.includes(text)) {
        const put = replacement.read(exchange);
        body.replace(body.text.replaceAll(text, () => put));
      }
      return undefined;
    };
  },
});
