import { slug } from "@gatehouse/contract/ids.ts";
import { z } from "zod";
import { addressAmong, HOSTS_MAX, hostPattern, hostsFor } from "./ask-server.ts";
import { definePolicy, PolicyError } from "./define.ts";
import { compileText } from "./expressions/text.ts";

export const setBackend = definePolicy({
  name: "set-backend",
  version: 1,
  summary: "Calls another backend than the version's.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z
    .strictObject({
      backend: slug.optional(),
      "base-url": z.string().min(1).max(2000).optional(),
      "allowed-hosts": z.array(hostPattern).max(HOSTS_MAX).default([]),
    })
    .refine((options) => (options.backend === undefined) !== (options["base-url"] === undefined), {
      message: "needs either a backend or a base-url",
    }),
  backends: ({ backend }) => (backend === undefined ? [] : [backend]),
  compile(options, site) {
    const { backend, "base-url": baseUrl = "" } = options;
    if (backend !== undefined) {
      return (exchange) => {
        exchange.setBackend(backend);
        return undefined;
      };
    }
    const text = compileText(baseUrl, "/base-url", site);
    const hosts = hostsFor(text.fixed, options["allowed-hosts"], "", "base-url");
    if (text.fixed !== undefined && isMoreThanBase(new URL(text.fixed))) {
      throw new PolicyError("holds credentials, a query or a fragment", "/base-url");
    }
    return (exchange) => {
      const url = addressAmong(hosts, text.read(exchange));
      if (isMoreThanBase(url)) return { problem: "policy-failed", detail: `The address of ${site.id} is no base.` };
      exchange.setBackend(url);
      return undefined;
    };
  },
});

/** The operation's path and query follow the base; credentials belong into a policy of their own. */
function isMoreThanBase({ username, password, search, hash }: URL): boolean {
  return username !== "" || password !== "" || search !== "" || hash !== "";
}
