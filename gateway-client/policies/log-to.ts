import { z } from "zod";
import { definePolicy, PolicyError } from "./define.ts";
import { compileValue } from "./expressions/text.ts";
import { fixedText, headerValue, writableHeaderName } from "./fields.ts";
import { readOr } from "./read-or.ts";
import { type LogSink, logSeverities } from "./reports.ts";

const FIELDS_MAX = 50;
const VALUE_LENGTH_MAX = 8 * 1024;

const fields = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,99}$/, "is not a name"), z.string().max(2000))
  .refine((all) => Object.keys(all).length <= FIELDS_MAX, `has more than ${FIELDS_MAX} fields`)
  .default({});

const config = z.discriminatedUnion("sink", [
  z.strictObject({
    sink: z.literal("http"),
    url: z.string().min(1).max(2000),
    headers: z.record(writableHeaderName, headerValue).default({}),
    fields,
  }),
  z.strictObject({
    sink: z.literal("file"),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "is not a name of lower-case letters, digits and hyphens"),
    fields,
  }),
  z.strictObject({ sink: z.literal("otlp"), severity: z.enum(logSeverities).default("info"), fields }),
]);

export const logTo = definePolicy({
  name: "log-to",
  version: 1,
  summary: "Writes a record of the call to a server, a file or OpenTelemetry.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config,
  compile(options, site) {
    const sink = sinkOf(options);
    const readers = Object.entries(options.fields).map(([name, text]) => {
      return { name, read: compileValue(text, `/fields/${name}`, site) };
    });
    return (exchange) => {
      const record: Record<string, unknown> = {};
      for (const { name, read } of readers) record[name] = bounded(readOr(() => read(exchange), null));
      exchange.reports.log(sink, record);
      return undefined;
    };
  },
});

function sinkOf(options: z.output<typeof config>): LogSink {
  if (options.sink === "file") return { kind: "file", name: options.name };
  if (options.sink === "otlp") return { kind: "otlp", severity: options.severity };
  const url = URL.parse(fixedText(options.url, "/url"));
  if (url === null || !/^https?:$/.test(url.protocol)) throw new PolicyError("is not an http or https address", "/url");
  const headers = Object.fromEntries(
    Object.entries(options.headers).map(([name, value]) => [name, fixedText(value, `/headers/${name}`)]),
  );
  return { kind: "http", url: url.href, headers };
}

/** A record is JSON and of a bounded size. */
function bounded(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, VALUE_LENGTH_MAX);
  if (value === undefined || typeof value !== "object") return value ?? null;
  const json = JSON.stringify(value) ?? "";
  return json.length <= VALUE_LENGTH_MAX ? value : json.slice(0, VALUE_LENGTH_MAX);
}
