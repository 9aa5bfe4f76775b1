import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText } from "./expressions/text.ts";

export const authenticationBasic = definePolicy({
  name: "authentication-basic",
  version: 1,
  summary: "Signs the gateway in to the backend with a user name and a password.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z.strictObject({
    username: z
      .string()
      .min(1)
      .max(500)
      .refine((text) => !text.includes(":"), "cannot hold a colon (RFC 7617, 2)"),
    password: z.string().min(1).max(2000),
  }),
  compile({ username, password }, site) {
    const name = compileText(username, "/username", site);
    const secret = compileText(password, "/password", site);
    return (exchange) => {
      const pair = `${name.read(exchange)}:${secret.read(exchange)}`;
      exchange.request.set("authorization", `Basic ${Buffer.from(pair, "utf8").toString("base64")}`);
      return undefined;
    };
  },
});
