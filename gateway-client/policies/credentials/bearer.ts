import { type ProblemSlug, problems } from "@gatehouse/contract/problem.ts";
import { z } from "zod";
import type { Refusal, Site } from "../define.ts";
import type { Exchange } from "../exchange.ts";
import { compileText } from "../expressions/text.ts";
import { headerName, variableName } from "../fields.ts";

/** Where a policy looks for a token, and what it says when there is no good one. */
export const bearerFields = {
  "header-name": headerName.optional(),
  "query-parameter-name": z.string().min(1).max(100).optional(),
  "token-value": z.string().min(1).max(2000).optional(),
  "require-scheme": z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9._~+-]{0,49}$/, "is not a scheme such as Bearer")
    .optional(),
  "output-token-variable-name": variableName.optional(),
  "failed-status": z.int().min(400).max(499).default(401),
  "failed-message": z.string().min(1).max(1000).optional(),
};

const fields = z.strictObject(bearerFields);
export type BearerOptions = z.output<typeof fields>;

const places = ["header-name", "query-parameter-name", "token-value"] as const;

/** A token is looked for in one place; in the header `authorization` when none is named. */
export function hasOnePlace(options: BearerOptions): boolean {
  return places.filter((place) => options[place] !== undefined).length <= 1;
}

export const onePlace = { message: `names more than one place: ${places.join(", ")}` };

/** The token of a request; undefined when there is none, a refusal when it is not clear which. */
export type TokenReader = (exchange: Exchange) => string | Refusal | undefined;

/** @throws PolicyError for a faulty expression. */
export function tokenReader(options: BearerOptions, site: Site): TokenReader {
  const value = options["token-value"];
  if (value !== undefined) {
    const { read } = compileText(value, "/token-value", site);
    return (exchange) => read(exchange) || undefined;
  }
  const parameter = options["query-parameter-name"];
  if (parameter !== undefined) return (exchange) => onlyOne(parametersOf(exchange.query, parameter));
  return headerReader(options["header-name"] ?? "authorization", options["require-scheme"]);
}

/** Reads a token from a header, where it stands behind a scheme: the one that must be there, or `Bearer`, or none. */
export function headerReader(name: string, scheme: string | undefined): TokenReader {
  const expected = (scheme ?? "Bearer").toLowerCase();
  return (exchange) => {
    // A second one would be what the backend reads.
    const value = onlyOne(exchange.request.getAll(name));
    if (typeof value !== "string") return value;
    const space = value.indexOf(" ");
    const first = space < 0 ? value : value.slice(0, space);
    if (first.toLowerCase() === expected) return value.slice(first.length).trim() || undefined;
    return scheme === undefined ? value : undefined;
  };
}

/** A refusal as RFC 6750, section 3 has it: what is wrong stands in the challenge too, unless no token was sent. */
export function bearerRefusal(refusal: Refusal, options: BearerOptions): Refusal {
  const { problem } = refusal;
  const message = options["failed-message"];
  const status = problem === "token-scope-missing" ? problems[problem].status : options["failed-status"];
  return {
    ...refusal,
    status,
    headers: ["www-authenticate", challenge(problem)],
    ...(message === undefined ? {} : { detail: message }),
  };
}

function challenge(problem: ProblemSlug): string {
  if (problem === "token-not-present") return "Bearer";
  const error = problem === "token-scope-missing" ? "insufficient_scope" : "invalid_token";
  return `Bearer error="${error}", error_description="${problems[problem].title}"`;
}

const several: Refusal = { problem: "jwt-invalid", detail: "There are several tokens in the request." };

function onlyOne(values: readonly string[]): string | Refusal | undefined {
  return values.length > 1 ? several : values[0] || undefined;
}

/** The values of a query parameter, with form encoding undone. */
function parametersOf(query: string, name: string): string[] {
  return query === "" ? [] : new URLSearchParams(query).getAll(name);
}
