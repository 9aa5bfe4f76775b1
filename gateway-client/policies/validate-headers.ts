import { toPointer } from "@gatehouse/contract/faults.ts";
import { z } from "zod";
import { definePolicy, type Refusal } from "./define.ts";
import { valueOfText } from "./description/parameter-text.ts";
import { sentByServers } from "./description/usual-headers.ts";
import { type Action, action, errorsVariable, judge, type Violation } from "./description/violation.ts";
import type { Exchange } from "./exchange.ts";
import { headerName } from "./fields.ts";

const ENTRIES_MAX = 200;

export const validateHeaders = definePolicy({
  name: "validate-headers",
  version: 1,
  summary: "Holds the header of answers against the API description.",
  phase: "validate",
  sections: ["outbound", "onError"],
  goesBy: "headers",
  config: z.strictObject({
    "specified-header-action": action.default("prevent"),
    "unspecified-header-action": action.default("ignore"),
    headers: z
      .array(z.strictObject({ name: headerName, action }))
      .max(ENTRIES_MAX)
      .default([]),
    "errors-variable-name": errorsVariable,
  }),
  compile(options) {
    const named = new Map(options.headers.map(({ name, action }) => [name, action]));
    return (exchange): Refusal | undefined => {
      const violations = [
        ...specified(exchange, named, options["specified-header-action"]),
        ...unspecified(exchange, named, options["unspecified-header-action"]),
      ];
      return judge(exchange, "response", "answer-not-valid", options["errors-variable-name"], violations);
    };
  },
});

type Named = ReadonlyMap<string, Action>;

function specified({ operation, response }: Exchange, named: Named, usual: Action): Violation[] {
  const { description } = operation;
  if (description === undefined || response === undefined) return [];
  return (description.response(response.status)?.headers ?? []).map((header) => {
    const chosen = named.get(header.name) ?? usual;
    const lines = response.headers.getAll(header.name);
    const pointer = toPointer(["header", header.name]);
    if (chosen === "ignore") return { action: chosen, faults: [] };
    if (lines.length === 0) {
      return { action: chosen, faults: header.required ? [{ pointer, detail: "is required" }] : [] };
    }
    if (header.schema === undefined) return { action: chosen, faults: [] };
    const types = description.version.typesOf(header.schema);
    const value = valueOfText({ ...header, style: "simple" }, lines.join(","), types, (text) => text.trim());
    const faults = description.version.schemas.faults(header.schema, value, "response", 0);
    return {
      action: chosen,
      faults: faults.map((fault) => ({ pointer: pointer + fault.pointer, detail: fault.detail })),
    };
  });
}

function unspecified({ operation, response }: Exchange, named: Named, usual: Action): Violation[] {
  if (response === undefined || (usual === "ignore" && named.size === 0)) return [];
  return response.headers
    .names()
    .filter((name) => !sentByServers.has(name))
    .filter((name) => operation.description?.header(response.status, name) === undefined)
    .map((name) => ({
      action: named.get(name) ?? usual,
      faults: [{ pointer: toPointer(["header", name]), detail: "is not described here" }],
    }));
}
