import { z } from "zod";
import { definePolicy } from "./define.ts";
import { isJsonType } from "./held-body.ts";
import { sideOf } from "./message.ts";
import { considerAcceptHeader, convertBody } from "./xml/conversion.ts";
import { xmlOf } from "./xml/from-json.ts";

export const jsonToXml = definePolicy({
  name: "json-to-xml",
  version: 1,
  summary: "Turns a JSON body into XML.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    apply: z.enum(["always", "content-type-json"]).default("content-type-json"),
    "consider-accept-header": considerAcceptHeader,
    "namespace-separator": z.string().length(1).default(":"),
    "namespace-prefix": z.string().min(1).max(100).default("xmlns"),
    "attribute-block-name": z.string().min(1).max(100).optional(),
  }),
  compile(options, site) {
    const side = sideOf(site.section);
    site.hold(side);
    const written = {
      namespaceSeparator: options["namespace-separator"],
      namespacePrefix: options["namespace-prefix"],
      attributeBlockName: options["attribute-block-name"],
    };
    return (exchange) =>
      convertBody(exchange, {
        side,
        to: "application/xml",
        considersAccept: options["consider-accept-header"],
        isWanted: (contentType) => options.apply === "always" || isJsonType(contentType),
        convert: ({ text }) => {
          const value = parsed(text);
          if (value === undefined) return { fault: "is not JSON" };
          return xmlOf(value, written) ?? { fault: "nests too deep" };
        },
      });
  },
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON.parse says by throwing that it is none.
  }
}
