import { z } from "zod";
import { definePolicy } from "./define.ts";
import { sideOf } from "./message.ts";
import { considerAcceptHeader, convertBody, isXmlType } from "./xml/conversion.ts";
import { parseXml } from "./xml/parse.ts";
import { jsonOf } from "./xml/to-json.ts";

export const xmlToJson = definePolicy({
  name: "xml-to-json",
  version: 1,
  summary: "Turns an XML body into JSON.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    kind: z.enum(["javascript-friendly", "direct"]).default("javascript-friendly"),
    apply: z.enum(["always", "content-type-xml"]).default("content-type-xml"),
    "consider-accept-header": considerAcceptHeader,
    "always-array-child-elements": z.boolean().default(false),
  }),
  compile(options, site) {
    const side = sideOf(site.section);
    site.hold(side);
    const { kind, apply, "always-array-child-elements": isAlwaysList } = options;
    return (exchange) =>
      convertBody(exchange, {
        side,
        to: "application/json",
        considersAccept: options["consider-accept-header"],
        isWanted: (contentType) => apply === "always" || isXmlType(contentType),
        convert: ({ text }) => {
          const root = parseXml(text);
          if (typeof root === "string") return { fault: `is not XML: it ${root}` };
          return JSON.stringify(jsonOf(root, { kind, isAlwaysList }));
        },
      });
  },
});
