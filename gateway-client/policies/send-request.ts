import { Problem } from "@gatehouse/contract/problem.ts";
import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { addressAmong, askServer, HOSTS_MAX, hostPattern, hostsFor, type ServerAnswer } from "./ask-server.ts";
import { definePolicy } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { compileHeaderText, compileText } from "./expressions/text.ts";
import { headerValue, method, variableName, writableHeaderName } from "./fields.ts";

export const sendRequest = definePolicy({
  name: "send-request",
  version: 1,
  summary: "Asks another server and puts its answer into a variable.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    url: z.string().min(1).max(2000),
    "allowed-hosts": z.array(hostPattern).max(HOSTS_MAX).default([]),
    method: method.default("GET"),
    headers: z.record(writableHeaderName, headerValue).default({}),
    body: z
      .string()
      .max(64 * 1024)
      .optional(),
    timeout: duration.refine((text) => milliseconds(text) <= 60_000, "is more than 1m").default("10s"),
    "response-variable-name": variableName,
    "ignore-error": z.boolean().default(false),
  }),
  compile(options, site) {
    const url = compileText(options.url, "/url", site);
    const hosts = hostsFor(url.fixed, options["allowed-hosts"], "");
    const headers = Object.entries(options.headers).map(([name, value]) => {
      return { name, text: compileHeaderText(value, `/headers/${name}`, site) };
    });
    const body = options.body === undefined ? undefined : compileText(options.body, "/body", site);
    const timeoutMs = milliseconds(options.timeout);
    const variable = options["response-variable-name"];

    const ask = (exchange: Exchange): Promise<ServerAnswer> => {
      const address = addressAmong(hosts, url.read(exchange));
      const lines = headers.map(({ name, text }): [string, string] => [name, text.read(exchange)]);
      return askServer(address, { method: options.method, headers: lines, body: body?.read(exchange), timeoutMs });
    };
    return async (exchange) => {
      try {
        exchange.variables.set(variable, await ask(exchange));
      } catch (cause) {
        // The boundary to another server: what fails there is for the publisher to ignore or to answer with.
        exchange.variables.delete(variable);
        if (options["ignore-error"]) return undefined;
        if (cause instanceof Problem) throw cause;
        return { problem: "side-request-failed", detail: `The request of ${site.id} got no usable answer.` };
      }
      return undefined;
    };
  },
});
