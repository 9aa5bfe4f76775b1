import SwaggerParser from "@apidevtools/swagger-parser";
import type { Warn } from "./operations.ts";
import { asRecord } from "./pointer.ts";

const FAULTS_MAX = 20;

/**
 * What the published schemas of OpenAPI say against a description. Only ever warnings: operations were extracted already, and
 * real descriptions break the letter of the specification everywhere. `json` is parsed anew because validating resolves the
 * references in place; a description whose references multiply can keep it busy for ever, so the caller bounds its time.
 */
export async function warnOfVerdict(json: string, warn: Warn): Promise<void> {
  try {
    await SwaggerParser.validate(JSON.parse(json), { resolve: { external: false }, dereference: { circular: true } });
  } catch (error) {
    // throwing is how the library gives its verdict
    const faults = deepest(error instanceof Error ? Reflect.get(error, "details") : undefined);
    for (const { pointer, detail } of faults) warn(pointer, detail);
    if (faults.length === 0) warn("", error instanceof Error ? error.message.slice(0, 500) : "It is not valid.");
  }
}

/** Schema errors come one for each branch that did not fit; the deepest of each place tells what is wrong. */
function deepest(details: unknown): { pointer: string; detail: string }[] {
  const faults = (Array.isArray(details) ? details : []).flatMap((entry) => {
    const fault = asRecord(entry);
    if (typeof fault?.instancePath !== "string" || typeof fault.message !== "string") return [];
    return [{ pointer: fault.instancePath, detail: `${fault.message}${extraOf(fault.params)}` }];
  });
  const isInside = (pointer: string, outer: string) => pointer.startsWith(`${outer}/`);
  return faults
    .filter((fault, index) => faults.findIndex(({ pointer }) => pointer === fault.pointer) === index)
    .filter((fault) => !faults.some((other) => isInside(other.pointer, fault.pointer)))
    .slice(0, FAULTS_MAX);
}

function extraOf(params: unknown): string {
  const name = asRecord(params)?.additionalProperty ?? asRecord(params)?.unevaluatedProperty;
  return typeof name === "string" ? `: ${name.slice(0, 80)}` : "";
}
