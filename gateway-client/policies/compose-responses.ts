import { Problem } from "@gatehouse/contract/problem.ts";
import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { addressAmong, askServer, HOSTS_MAX, hostPattern, hostsFor, type ServerAnswer } from "./ask-server.ts";
import { definePolicy, type Refusal, type Site } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { compileTemplate } from "./expressions/template.ts";
import { compileHeaderText, compileText, compileValue } from "./expressions/text.ts";
import { headerValue, method, variableName, writableHeaderName } from "./fields.ts";

const BODY_LENGTH_MAX = 64 * 1024;
const REQUESTS_MAX = 10;

const request = z.strictObject({
  url: z.string().min(1).max(2000),
  "allowed-hosts": z.array(hostPattern).max(HOSTS_MAX).default([]),
  method: method.default("GET"),
  headers: z.record(writableHeaderName, headerValue).default({}),
  body: z.string().max(BODY_LENGTH_MAX).optional(),
  timeout: duration.refine((text) => milliseconds(text) <= 60_000, "is more than 1m").default("10s"),
  "ignore-error": z.boolean().default(false),
});

export const composeResponses = definePolicy({
  name: "compose-responses",
  version: 1,
  summary: "Answers with what several servers say, asked at the same time, in place of a backend.",
  phase: "transform",
  sections: ["backend"],
  config: z.strictObject({
    requests: z
      .record(variableName, request)
      .refine((requests) => Object.keys(requests).length > 0, "is empty")
      .refine((requests) => Object.keys(requests).length <= REQUESTS_MAX, `has more than ${REQUESTS_MAX} requests`),
    body: z.string().min(1).max(BODY_LENGTH_MAX),
    template: z.literal("liquid").optional(),
    status: z.int().min(200).max(599).default(200),
    "content-type": headerValue.default("application/json"),
  }),
  compile(options, site) {
    const { body, template, status, "content-type": contentType } = options;
    const asks = Object.entries(options.requests).map(([name, one]) => ({
      name,
      ask: compileRequest(name, one, site),
    }));
    const render = template === undefined ? compileValue(body, "/body", site) : compileTemplate(body, "/body", site);
    return async (exchange) => {
      // All of them have been asked by the time that the first one is waited for.
      const answers = asks.map(({ name, ask }) => ({ name, answer: ask(exchange) }));
      for (const { name, answer } of answers) {
        const said = await answer;
        if (said !== undefined && "problem" in said) return said;
        if (said === undefined) exchange.variables.delete(name);
        else exchange.variables.set(name, said);
      }
      const content = render(exchange);
      const text = typeof content === "string" ? content : (JSON.stringify(content) ?? "");
      exchange.answerForBackend({ status, headers: ["content-type", contentType], body: text });
      return undefined;
    };
  },
});

/** Asks one of them. Undefined where it failed and that may be. Never rejects: the others must not be left alone. */
function compileRequest(name: string, options: z.output<typeof request>, site: Site) {
  const at = `/requests/${name}`;
  const url = compileText(options.url, `${at}/url`, site);
  const hosts = hostsFor(url.fixed, options["allowed-hosts"], at);
  const headers = Object.entries(options.headers).map(([header, value]) => {
    return { header, text: compileHeaderText(value, `${at}/headers/${header}`, site) };
  });
  const body = options.body === undefined ? undefined : compileText(options.body, `${at}/body`, site);
  const timeoutMs = milliseconds(options.timeout);
  return async (exchange: Exchange): Promise<ServerAnswer | Refusal | undefined> => {
    try {
      const address = addressAmong(hosts, url.read(exchange));
      const lines = headers.map(({ header, text }): [string, string] => [header, text.read(exchange)]);
      return await askServer(address, {
        method: options.method,
        headers: lines,
        body: body?.read(exchange),
        timeoutMs,
      });
    } catch (cause) {
      // The boundary to another server: what fails there is for the publisher to ignore or to answer with.
      if (options["ignore-error"]) return undefined;
      if (cause instanceof Problem) return { problem: cause.slug, detail: cause.message };
      return { problem: "side-request-failed", detail: `The request ${name} of ${site.id} got no usable answer.` };
    }
  };
}
