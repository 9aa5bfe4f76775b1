import { z } from "zod";
import { definePolicy } from "./define.ts";
import { method } from "./fields.ts";

export const setMethod = definePolicy({
  name: "set-method",
  version: 1,
  summary: "Sends the request to the backend with another method.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z.strictObject({
    // The answer to a HEAD has no body, which a caller of another method would wait for; CONNECT opens a tunnel.
    method: method.refine((name) => name !== "HEAD" && name !== "CONNECT", "cannot be sent in place of another"),
  }),
  compile:
    ({ method: name }) =>
    (exchange) => {
      exchange.setMethod(name);
      return undefined;
    },
});
