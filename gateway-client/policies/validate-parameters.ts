import type { ParameterDescription } from "@gatehouse/contract/description.ts";
import { toPointer } from "@gatehouse/contract/faults.ts";
import { z } from "zod";
import { definePolicy, type Refusal } from "./define.ts";
import type { DescribedOperation } from "./description/described-operation.ts";
import {
  type ParameterPlace,
  parameterFaults,
  unspecifiedQueryNames,
  type WrittenParameters,
  writtenParameters,
} from "./description/parameters.ts";
import { sentByClients } from "./description/usual-headers.ts";
import { type Action, action, errorsVariable, judge, type Violation } from "./description/violation.ts";
import type { Exchange } from "./exchange.ts";

const ENTRIES_MAX = 200;

const own = {
  "specified-parameter-action": action.optional(),
  parameters: z
    .array(z.strictObject({ name: z.string().min(1).max(200), action }))
    .max(ENTRIES_MAX)
    .default([]),
};
const place = z.strictObject({ ...own, "unspecified-parameter-action": action.optional() });

export const validateParameters = definePolicy({
  name: "validate-parameters",
  version: 1,
  summary: "Holds the parameters of requests against the API description.",
  phase: "validate",
  sections: ["inbound"],
  goesBy: "parameters",
  config: z.strictObject({
    "specified-parameter-action": action.default("prevent"),
    "unspecified-parameter-action": action.default("ignore"),
    path: z.strictObject(own).optional(),
    query: place.optional(),
    headers: place.optional(),
    cookies: place.optional(),
    "errors-variable-name": errorsVariable,
  }),
  compile(options) {
    const { path, query, headers, cookies } = options;
    const rules: Record<ParameterPlace, Rules> = {
      path: rulesOf(options, path),
      query: rulesOf(options, query),
      header: rulesOf(options, headers),
      cookie: rulesOf(options, cookies),
    };
    return (exchange): Refusal | undefined => {
      const { description } = exchange.operation;
      if (description === undefined) return undefined;
      const written = writtenParameters(exchange);
      const violations = [
        ...description.parameters.map((parameter) => specified(exchange, written, parameter, description, rules)),
        ...unspecified(exchange, written, description, rules),
      ];
      return judge(exchange, "request", "parameters-not-valid", options["errors-variable-name"], violations);
    };
  },
});

interface Rules {
  readonly specified: Action;
  readonly unspecified: Action;
  /** By name; of headers in lower case. */
  readonly named: ReadonlyMap<string, Action>;
}

type Common = { "specified-parameter-action": Action; "unspecified-parameter-action": Action };

function rulesOf(common: Common, given: Partial<z.output<typeof place>> | undefined): Rules {
  return {
    specified: given?.["specified-parameter-action"] ?? common["specified-parameter-action"],
    unspecified: given?.["unspecified-parameter-action"] ?? common["unspecified-parameter-action"],
    named: new Map((given?.parameters ?? []).map(({ name, action }) => [name.toLowerCase(), action])),
  };
}

function specified(
  exchange: Exchange,
  written: WrittenParameters,
  parameter: ParameterDescription,
  description: DescribedOperation,
  rules: Record<ParameterPlace, Rules>,
): Violation {
  const { specified, named } = rules[parameter.in];
  const chosen = named.get(parameter.name.toLowerCase()) ?? specified;
  return {
    action: chosen,
    faults: chosen === "ignore" ? [] : parameterFaults(exchange, written, parameter, description),
  };
}

function unspecified(
  exchange: Exchange,
  written: WrittenParameters,
  description: DescribedOperation,
  rules: Record<ParameterPlace, Rules>,
): Violation[] {
  const isDescribed = (place: ParameterPlace, name: string) =>
    description.parameters.some((parameter) => parameter.in === place && parameter.name === name);
  const found: Record<"query" | "header" | "cookie", () => string[]> = {
    query: () => unspecifiedQueryNames(written, description),
    header: () =>
      exchange.request
        .names()
        .filter((name) => !sentByClients.has(name) && !exchange.api.credentialHeaders.includes(name))
        .filter((name) => !isDescribed("header", name)),
    cookie: () => written.cookies.map(([name]) => name).filter((name) => !isDescribed("cookie", name)),
  };
  return (["query", "header", "cookie"] as const).flatMap((place) => {
    const { unspecified, named } = rules[place];
    if (unspecified === "ignore" && named.size === 0) return [];
    return found[place]().map((name) => ({
      action: named.get(name.toLowerCase()) ?? unspecified,
      faults: [{ pointer: toPointer([place, name]), detail: "is not described here" }],
    }));
  });
}
