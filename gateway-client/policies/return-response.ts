import { PROBLEM_MEDIA_TYPE } from "@gatehouse/contract/problem.ts";
import { z } from "zod";
import { definePolicy } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { compileHeaderText, compileText } from "./expressions/text.ts";
import { headerValue, writableHeaderName } from "./fields.ts";

const BODY_LENGTH_MAX = 1024 * 1024;
const HEADERS_MAX = 50;

export const returnResponse = definePolicy({
  name: "return-response",
  version: 1,
  summary: "Answers at once, without the backend.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z
    .strictObject({
      status: z.int().min(200).max(599).default(200),
      headers: z
        .record(writableHeaderName, headerValue)
        .refine((headers) => Object.keys(headers).length <= HEADERS_MAX, `holds more than ${HEADERS_MAX} headers`)
        .default({}),
      body: z.string().max(BODY_LENGTH_MAX).optional(),
      problem: z
        .strictObject({
          type: z.string().max(500).default("about:blank"),
          title: z.string().min(1).max(500),
          detail: z.string().max(5000).optional(),
          code: z.string().max(100).optional(),
        })
        .optional(),
    })
    .refine(({ body, problem }) => body === undefined || problem === undefined, "has both a body and a problem")
    .refine(({ status, body, problem }) => (status !== 204 && status !== 304) || (body ?? problem) === undefined, {
      message: "cannot have a body (RFC 9110, 6.4.1)",
      path: ["status"],
    }),
  compile({ status, headers, body, problem }, site) {
    const lines = Object.entries(headers).map(([name, value]) => {
      return { name, text: compileHeaderText(value, `/headers/${name}`, site) };
    });
    const readLines = (exchange: Exchange) => lines.flatMap(({ name, text }) => [name, text.read(exchange)]);
    if (problem === undefined) {
      const text = compileText(body ?? "", "/body", site);
      return (exchange) => ({ status, headers: readLines(exchange), body: text.read(exchange) });
    }
    const { type, code } = problem;
    const title = compileText(problem.title, "/problem/title", site);
    const detail = compileText(problem.detail ?? "", "/problem/detail", site);
    const hasType = Object.keys(headers).includes("content-type");
    return (exchange) => ({
      status,
      headers: hasType ? readLines(exchange) : [...readLines(exchange), "content-type", PROBLEM_MEDIA_TYPE],
      body: JSON.stringify({
        type,
        title: title.read(exchange),
        status,
        detail: detail.read(exchange) || undefined,
        code,
        instance: exchange.path,
        requestId: exchange.requestId,
      }),
    });
  },
});
