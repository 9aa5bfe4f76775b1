import { z } from "zod";
import type { ExtractedOperation } from "./document.ts";

const operationName = z.strictObject({
  key: z.string(),
  method: z.string(),
  template: z.string(),
  summary: z.string(),
});
const changedOperation = operationName.extend({
  /** What it was called before, when that is something else. */
  previousKey: z.string().nullable(),
});

/** What a new description does to the operations of a version. */
export const operationChanges = z.strictObject({
  added: z.array(operationName),
  changed: z.array(changedOperation),
  removed: z.array(operationName),
  unchanged: z.int(),
});

export type OperationChanges = z.infer<typeof operationChanges>;
export type ComparedOperation = Pick<ExtractedOperation, "key" | "method" | "template" | "operationId" | "summary"> & {
  digest: string;
};

/**
 * Which operation of the present description each one of the new description continues: the one with its operationId, else
 * the one with its method and path. None is continued twice.
 */
export function matchOperations<Before extends ComparedOperation, After extends ComparedOperation>(
  before: readonly Before[],
  after: readonly After[],
): Map<After, Before> {
  const left = new Set(before);
  const matched = new Map<After, Before>();
  const match = (nameOf: (operation: ComparedOperation) => string | null) => {
    const byName = new Map([...left].map((operation) => [nameOf(operation), operation]));
    for (const operation of after) {
      const name = nameOf(operation);
      const found = name === null || matched.has(operation) ? undefined : byName.get(name);
      if (!found || !left.delete(found)) continue;
      matched.set(operation, found);
    }
  };
  match(({ operationId }) => operationId);
  match(({ method, template }) => `${method} ${template.replace(/\{[^}]*\}/g, "{}")}`);
  return matched;
}

export function compareOperations(
  before: readonly ComparedOperation[],
  after: readonly ComparedOperation[],
): OperationChanges {
  const matched = matchOperations(before, after);
  const continued = new Set(matched.values());
  const changes: OperationChanges = { added: [], changed: [], removed: [], unchanged: 0 };
  for (const operation of after) {
    const previous = matched.get(operation);
    if (!previous) changes.added.push(nameOf(operation));
    else if (isSame(previous, operation)) changes.unchanged++;
    else {
      const previousKey = previous.key === operation.key ? null : previous.key;
      changes.changed.push({ ...nameOf(operation), previousKey });
    }
  }
  changes.removed = before.filter((operation) => !continued.has(operation)).map(nameOf);
  return changes;
}

/** The operation policies of the present revision under the keys of the new description; those of removed operations go. */
export function carryPolicies(
  policies: Readonly<Record<string, unknown>>,
  before: readonly ComparedOperation[],
  after: readonly ComparedOperation[],
): Record<string, unknown> {
  const carried = [...matchOperations(before, after)].flatMap(([operation, previous]) =>
    Object.hasOwn(policies, previous.key) ? [[operation.key, policies[previous.key]] as const] : [],
  );
  return Object.fromEntries(carried);
}

function isSame(a: ComparedOperation, b: ComparedOperation): boolean {
  return a.digest === b.digest && a.key === b.key && a.method === b.method && a.template === b.template;
}

function nameOf({ key, method, template, summary }: ComparedOperation) {
  return { key, method, template, summary };
}
