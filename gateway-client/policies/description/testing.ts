import type { JsonSchema, OperationDescription } from "@gatehouse/contract/description.ts";
import { type DescribedOperation, DescribedVersion } from "./described-operation.ts";

/** An operation as a snapshot describes it; what is left out is not described. */
export function describedOperation(
  operation: Partial<OperationDescription>,
  schemas: Record<string, JsonSchema> = {},
  assertsFormats = false,
): DescribedOperation {
  const references = Object.fromEntries(Object.keys(schemas).map((key) => [`/components/schemas/${key}`, key]));
  const operations = { getOrder: { parameters: [], ...operation } };
  const version = new DescribedVersion({ schemas, references, assertsFormats, operations });
  const found = version.operation("getOrder");
  if (found === undefined) throw new TypeError("the operation was put in above");
  return found;
}
