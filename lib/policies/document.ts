import { z } from "zod";
import { type Policy, PolicyError, policyRegistry, preparePolicy } from "../../gateway-client/policies/registry.ts";
import { type Fault, schemaFaults, toPointer } from "../contract/faults.ts";
import { BASE, readStep, type Section, sections, toPolicyDocument, type WrittenStep } from "./policies.ts";

const STEPS_MAX = 100;
const policies = [...policyRegistry.values()];

/** One policy: its name with its configuration, and optionally an id for traces, counters and errors. */
const step = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "is not 1 to 63 lower-case letters, digits and hyphens")
      .optional(),
    ...Object.fromEntries(policies.map((policy) => [policy.name, policy.config.describe(policy.summary).optional()])),
  })
  .superRefine((written, context) => {
    if (context.issues.length > 0) return; // names that are not known were told of
    const count = Object.keys(written).filter((name) => name !== "id").length;
    if (count !== 1) context.addIssue({ code: "custom", message: `names ${count} policies; each step names one` });
  });

const entries = (section: Section) =>
  z
    .array(z.union([z.literal(BASE), step]))
    .max(STEPS_MAX)
    .superRefine((list, context) => {
      const ids = new Set<string>();
      for (const [index, entry] of list.entries()) {
        const fault = misplaced(entry, section, index > list.indexOf(BASE), ids);
        if (fault) context.addIssue({ code: "custom", path: [index, ...fault.path], message: fault.message });
      }
    });

/** The zod schema of a whole policy document, made from the schemas of the policies; its JSON Schema serves editors. */
export const policyDocument = z.strictObject({
  inbound: entries("inbound").optional(),
  backend: entries("backend").optional(),
  outbound: entries("outbound").optional(),
  "on-error": entries("on-error").optional(),
});

/**
 * What is wrong with a document, as pointers into it: structure, each policy's configuration, and what only its compilation
 * finds. Give it the document with the plain named values put in (`putNamedValues`).
 */
export function policyFaults(document: unknown, pointer = ""): Fault[] {
  const result = policyDocument.safeParse(document);
  if (!result.success) return schemaFaults(result.error, (path) => pointer + toPointer(path));
  return sections.flatMap((section) =>
    (toPolicyDocument(document)[section] ?? []).flatMap((entry, index) =>
      entry === BASE ? [] : compileFaults(entry, section, `${pointer}/${section}/${index}`),
    ),
  );
}

function misplaced(entry: unknown, section: Section, isAfterBase: boolean, ids: Set<string>) {
  if (entry === BASE)
    return isAfterBase ? { path: [], message: "stands twice; the outer policies run once" } : undefined;
  const { policy, id } = readStep(entry as WrittenStep);
  if (id !== undefined && ids.has(id)) return { path: ["id"], message: "is the id of another step" };
  if (id !== undefined) ids.add(id);
  const known = policyRegistry.get(policy);
  if (!known || known.sections.includes(gatewaySection(section))) return undefined;
  return { path: [policy], message: `cannot stand in the section ${section}` };
}

function compileFaults(written: WrittenStep, section: Section, pointer: string): Fault[] {
  const { policy, config } = readStep(written);
  const at = `${pointer}/${policy}`;
  try {
    preparePolicy(policy, config, { id: at, scope: "api", section: gatewaySection(section) });
    return [];
  } catch (error) {
    // compiling is how a policy tells what its schema cannot
    if (error instanceof PolicyError) return [{ pointer: at + error.pointer, detail: error.message }];
    throw error;
  }
}

function gatewaySection(section: Section): Policy["sections"][number] {
  return section === "on-error" ? "onError" : section;
}
