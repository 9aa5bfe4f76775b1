import type { Fault } from "@gatehouse/contract/faults.ts";
import type { ProblemSlug } from "@gatehouse/contract/problem.ts";
import { z } from "zod";
import type { BodySide, Refusal } from "../define.ts";
import type { Exchange } from "../exchange.ts";
import { variableName } from "../fields.ts";

/** What is done about a violation of the description. */
export const action = z.enum(["ignore", "detect", "prevent"]);
export type Action = z.infer<typeof action>;

/** The variable that has the violations, as `errors` of a problem has them. */
export const errorsVariable = variableName.default("validation_errors");

export interface Violation {
  readonly action: Action;
  readonly faults: readonly Fault[];
  /** Said of the whole where there is one fault alone that is not in the value. */
  readonly detail?: string;
  /** In place of the problem that is usual for the side. */
  readonly problem?: ProblemSlug;
}

const FAULTS_MAX = 50;

/**
 * Leaves every violation that is not ignored in the variable, and refuses when one of them is to be prevented: 400 for what the
 * caller sent, 502 for what the backend did.
 */
export function judge(
  exchange: Exchange,
  side: BodySide,
  problem: ProblemSlug,
  variable: string,
  violations: readonly Violation[],
): Refusal | undefined {
  const noticed = violations.filter((violation) => violation.action !== "ignore" && violation.faults.length > 0);
  if (noticed.length === 0) return undefined;
  const errors = noticed.flatMap(({ faults }) => faults).slice(0, FAULTS_MAX);
  exchange.variables.set(variable, errors);
  const prevented = noticed.find((violation) => violation.action === "prevent");
  if (prevented === undefined) return undefined;
  const [first] = prevented.faults;
  const detail = prevented.detail ?? (first === undefined ? "" : `${first.pointer || "The value"} ${first.detail}.`);
  return side === "request"
    ? { problem: prevented.problem ?? problem, detail, extensions: { errors } }
    : { problem: prevented.problem ?? "answer-not-valid", detail, extensions: { errors } };
}
