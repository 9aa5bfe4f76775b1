import { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import type { Section } from "../define.ts";
import { removeAt, setAt } from "./json-pointer.ts";
import { Caller, CertificateRoot, ErrorRoot, Named, RequestRoot, ResponseRoot } from "./roots.ts";

/** Bounds of one expression: what it may cost is known when it is saved. */
const limits = { maxAstNodes: 300, maxDepth: 40, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 16 };

const named = { ctor: Named, fields: { id: "string", slug: "string", name: "string" } };

/** What every expression may read, with its types. The answer and the error are added where they exist. */
const everywhere = withJsonNumbers(new Environment({ limits, homogeneousAggregateLiterals: false }))
  .registerType("Certificate", {
    ctor: CertificateRoot,
    fields: {
      fingerprint: "string",
      serialNumber: "string",
      subject: "map<string, string>",
      issuer: "map<string, string>",
    },
  })
  .registerType("Request", {
    ctor: RequestRoot,
    fields: {
      scheme: "string",
      certificate: "Certificate",
      method: "string",
      path: "string",
      query: "map<string, string>",
      body: "dyn",
      clientAddress: "string",
      id: "string",
    },
  })
  .registerFunction("Request.header(string): string", (request: RequestRoot, name: string) => request.header(name))
  .registerFunction("Request.cookie(string): string", (request: RequestRoot, name: string) => request.cookie(name))
  .registerFunction("Request.queryParameter(string): string", (request: RequestRoot, name: string) =>
    request.queryParameter(name),
  )
  .registerFunction("Request.pathParameter(string): string", (request: RequestRoot, name: string) =>
    request.pathParameter(name),
  )
  .registerType("Named", named)
  .registerType("Caller", { ctor: Caller, fields: { id: "string", plan: "string", product: "string" } })
  .registerFunction("dyn.set(string, dyn): dyn", (value: unknown, pointer: string, member: unknown) =>
    setAt(value, pointer, member),
  )
  .registerFunction("dyn.remove(string): dyn", (value: unknown, pointer: string) => removeAt(value, pointer))
  .registerFunction("string.linearMatches(string): bool", (text: string, pattern: string) =>
    linearPattern(pattern).matcher(text).find(),
  )
  .registerVariable("request", "Request")
  .registerVariable("api", "Named")
  .registerVariable("operation", "Named")
  .registerVariable("product", "Named")
  .registerVariable("plan", "Named")
  .registerVariable("application", "Named")
  .registerVariable("subscription", "Caller")
  .registerVariable("jwt", "map<string, dyn>")
  .registerVariable("variables", "map<string, dyn>")
  .registerVariable("now", "google.protobuf.Timestamp");

const withAnswer = everywhere
  .clone()
  .registerType("Response", { ctor: ResponseRoot, fields: { status: "int", body: "dyn" } })
  .registerFunction("Response.header(string): string", (response: ResponseRoot, name: string) => response.header(name))
  .registerVariable("response", "Response");

const withError = withAnswer
  .clone()
  .registerType("Failure", {
    ctor: ErrorRoot,
    fields: {
      source: "string",
      reason: "string",
      message: "string",
      scope: "string",
      section: "string",
      policyId: "string",
    },
  })
  .registerVariable("error", "Failure");

/** Where an expression stands: in a section, or at the end of the exchange, when its answer is known. */
export type Standing = Section | "end";

export const environments: Readonly<Record<Standing, Environment>> = {
  inbound: everywhere,
  backend: everywhere,
  outbound: withAnswer,
  end: withAnswer,
  onError: withError,
};

export const rootNames: Readonly<Record<Standing, ReadonlySet<string>>> = {
  inbound: variablesOf(everywhere),
  backend: variablesOf(everywhere),
  outbound: variablesOf(withAnswer),
  end: variablesOf(withAnswer),
  onError: variablesOf(withError),
};

const PATTERNS_MAX = 1000;
const patterns = new Map<string, RE2JS>();

/**
 * A regular expression that takes time in proportion to the text, whatever it says (RE2).
 *
 * @throws when it is none
 */
export function linearPattern(text: string): RE2JS {
  let pattern = patterns.get(text);
  if (pattern === undefined) {
    pattern = RE2JS.compile(text);
    if (patterns.size >= PATTERNS_MAX) patterns.clear();
    patterns.set(text, pattern);
  }
  return pattern;
}

/** Numbers of JSON bodies are doubles, numbers in expressions are integers: people add the one to the other. */
function withJsonNumbers(environment: Environment): Environment {
  const operators: Record<string, (a: number, b: number) => number> = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
  };
  for (const [operator, apply] of Object.entries(operators)) {
    environment.registerOperator(`double ${operator} int`, (a: number, b: bigint) => apply(a, Number(b)));
    environment.registerOperator(`int ${operator} double`, (a: bigint, b: number) => apply(Number(a), b));
  }
  return environment;
}

function variablesOf(environment: Environment): ReadonlySet<string> {
  return new Set(environment.getDefinitions().variables.map(({ name }) => name));
}
