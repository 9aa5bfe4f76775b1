import { Problem } from "../contract/problem.ts";
import { type PolicyDocument, readStep, sections, type WrittenStep } from "./policies.ts";

/** The step that stands for the steps of a fragment. */
export const INCLUDE = "include-fragment";

/** The policies that hold other ones, in their branches. */
const CHOOSE = "choose";

/** Steps by the fragment's name. */
export type Fragments = ReadonlyMap<string, readonly WrittenStep[]>;

export const NO_FRAGMENTS: Fragments = new Map();

/**
 * A document with the steps of its fragments in the place of `include-fragment`, however deep.
 *
 * @throws Problem `snapshot-not-loadable` for a fragment that is missing or leads back to itself; saving refuses both.
 */
export function inlineFragments(document: PolicyDocument, fragments: Fragments): PolicyDocument {
  if (fragments.size === 0 && includedNames(document).length === 0) return document;
  return Object.fromEntries(
    sections.flatMap((section) => {
      const entries = document[section];
      return entries ? [[section, entries.flatMap((entry) => inlineEntry(entry, fragments, []))]] : [];
    }),
  );
}

/** A step, or the steps of the fragment that it stands for. */
export function inlineStep(step: WrittenStep, fragments: Fragments): WrittenStep[] {
  return inlineEntry(step, fragments, []);
}

/** The names of the fragments that a document or a list of steps names itself, once each. */
export function includedNames(written: unknown): string[] {
  const names = new Set<string>();
  visitSteps(written, (step) => {
    const name = includedName(step);
    if (name !== undefined) names.add(name);
  });
  return [...names];
}

/** The way from a fragment back to itself; undefined where there is none. */
export function findCycle(name: string, fragments: Fragments, way: readonly string[] = []): string[] | undefined {
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
  for (const next of includedNames(fragments.get(name) ?? [])) {
    const cycle = findCycle(next, fragments, [...way, name]);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Every fragment that names this one, itself or through others. */
export function fragmentsOver(name: string, fragments: Fragments): string[] {
  const found = new Set<string>();
  const add = (inner: string) => {
    for (const [outer, steps] of fragments) {
      if (found.has(outer) || !includedNames(steps).includes(inner)) continue;
      found.add(outer);
      add(outer);
    }
  };
  add(name);
  return [...found];
}

function inlineEntry<Entry>(entry: Entry, fragments: Fragments, way: readonly string[]): (Entry | WrittenStep)[] {
  if (!isStep(entry)) return [entry];
  const name = includedName(entry);
  if (name === undefined) return [inlineBranches(entry, fragments, way)];
  const steps = fragments.get(name);
  if (!steps) throw new Problem("snapshot-not-loadable", `There is no fragment ${name}.`);
  if (way.includes(name)) {
    throw new Problem("snapshot-not-loadable", `The fragment ${name} includes itself: ${[...way, name].join(" → ")}.`);
  }
  return steps.flatMap((step) => inlineEntry(step, fragments, [...way, name]));
}

function inlineBranches(step: WrittenStep, fragments: Fragments, way: readonly string[]): WrittenStep {
  const branches = step[CHOOSE];
  if (!Array.isArray(branches)) return step;
  return {
    ...step,
    [CHOOSE]: branches.map((branch: unknown) =>
      isStep(branch)
        ? Object.fromEntries(
            Object.entries(branch).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.flatMap((inner: unknown) => inlineEntry(inner, fragments, way)) : value,
            ]),
          )
        : branch,
    ),
  };
}

function visitSteps(written: unknown, visit: (step: WrittenStep) => void): void {
  if (Array.isArray(written)) {
    for (const entry of written) {
      if (isStep(entry)) visit(entry);
      visitSteps(entry, visit);
    }
  } else if (isStep(written)) {
    for (const value of Object.values(written)) visitSteps(value, visit);
  }
}

function includedName(step: WrittenStep): string | undefined {
  const { policy, config } = readStep(step);
  return policy === INCLUDE && isStep(config) && typeof config.fragment === "string" ? config.fragment : undefined;
}

function isStep(value: unknown): value is WrittenStep {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
