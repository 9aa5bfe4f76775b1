import { z } from "zod";
import { type Policy, PolicyError, policyRegistry, preparePolicy } from "../../gateway-client/policies/registry.ts";
import { type Fault, schemaFaults, toPointer } from "../contract/faults.ts";
import { slug } from "../contract/ids.ts";
import { Problem } from "../contract/problem.ts";
import { type Fragments, findCycle, INCLUDE, inlineStep, NO_FRAGMENTS } from "./fragments.ts";
import { BASE, readStep, type Section, sections, toPolicyDocument, type WrittenStep } from "./policies.ts";

const STEPS_MAX = 100;
const policies = [...policyRegistry.values()].filter(({ isWritten }) => isWritten);

/** One policy: its name with its configuration, and optionally an id for traces, counters and errors. */
const step: z.ZodType = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "is not 1 to 63 lower-case letters, digits and hyphens")
      .optional(),
    [INCLUDE]: z
      .strictObject({ fragment: slug })
      .describe("Puts the steps of a fragment of the workspace in its place.")
      .optional(),
    ...Object.fromEntries(
      policies.map((policy) => [policy.name, configOf(policy).describe(policy.summary).optional()]),
    ),
  })
  .superRefine((written, context) => {
    if (context.issues.length > 0) return; // names that are not known were told of
    const count = Object.keys(written).filter((name) => name !== "id").length;
    if (count !== 1) context.addIssue({ code: "custom", message: `names ${count} policies; each step names one` });
  });

/** The schema of a fragment: steps as in a section, without `base`. */
export const fragmentSteps = z.array(step).max(STEPS_MAX);

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
export function policyFaults(document: unknown, pointer = "", fragments: Fragments = NO_FRAGMENTS): Fault[] {
  const result = policyDocument.safeParse(document);
  if (!result.success) return schemaFaults(result.error, (path) => pointer + toPointer(path));
  return sections.flatMap((section) =>
    (toPolicyDocument(document)[section] ?? []).flatMap((entry, index) =>
      entry === BASE ? [] : compileFaults(entry, section, `${pointer}/${section}/${index}`, fragments),
    ),
  );
}

/**
 * What is wrong with a fragment's steps: their structure, and what their compilation finds in the section where they fit best.
 * `fragments` holds the others and this one.
 */
export function fragmentFaults(name: string, steps: unknown, pointer: string, fragments: Fragments): Fault[] {
  const result = fragmentSteps.safeParse(steps);
  if (!result.success) return schemaFaults(result.error, (path) => pointer + toPointer(path));
  const cycle = findCycle(name, fragments);
  if (cycle) return [{ pointer, detail: `leads back to itself: ${cycle.join(" → ")}` }];
  const bySection = sections.map((section) =>
    (fragments.get(name) ?? []).flatMap((entry, index) =>
      compileFaults(entry, section, `${pointer}/${index}`, fragments),
    ),
  );
  return bySection.reduce((fewest, faults) => (faults.length < fewest.length ? faults : fewest));
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

function compileFaults(written: WrittenStep, section: Section, pointer: string, fragments: Fragments): Fault[] {
  const { policy, config } = readStep(written);
  const at = `${pointer}/${policy}`;
  if (policy === INCLUDE) return includeFaults(written, section, at, fragments);
  try {
    const [inlined = written] = inlineStep(written, fragments);
    const place = { id: at, scope: "api", section: gatewaySection(section) };
    preparePolicy(policy, readStep(inlined).config ?? config, place);
    return [];
  } catch (error) {
    // compiling is how a policy tells what its schema cannot, and inlining how a branch tells of a missing fragment
    if (error instanceof PolicyError) return [{ pointer: at + error.pointer, detail: error.message }];
    if (error instanceof Problem) return [{ pointer: at, detail: error.message }];
    throw error;
  }
}

/** Faults of the fragment's steps in this section, at the place where it is included. */
function includeFaults(written: WrittenStep, section: Section, pointer: string, fragments: Fragments): Fault[] {
  try {
    return inlineStep(written, fragments)
      .flatMap((step) => compileFaults(step, section, "", fragments))
      .map((fault) => ({ pointer, detail: `cannot stand here: ${fault.pointer} ${fault.detail}` }));
  } catch (error) {
    // inlining is how a fragment tells that it is missing
    if (error instanceof Problem) return [{ pointer: `${pointer}/fragment`, detail: error.message }];
    throw error;
  }
}

/** Policies that hold others have them in full, so that editors know them there too. */
function configOf(policy: Policy): z.ZodType {
  return policy.configOver?.(z.lazy(() => step)) ?? policy.config;
}

function gatewaySection(section: Section): Policy["sections"][number] {
  return section === "on-error" ? "onError" : section;
}
