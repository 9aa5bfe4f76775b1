import { toPointer } from "../contract/faults.ts";
import { valueAt } from "../imports/parse/pointer.ts";
import { type Fragments, inlineFragments } from "../policies/fragments.ts";
import { type PolicyDocument, toPolicyDocument, toSteps } from "../policies/policies.ts";
import type { DescriptionSource } from "../publishing/sources.ts";
import type { DeclarativeFile } from "./schema.ts";

export interface DeclaredOperation {
  key: string;
  method: string;
  template: string;
}

/** A file that its schema accepts, with the operations of the descriptions that it names. */
export interface DescribedFile {
  file: DeclarativeFile;
  /** As it was written, without what the schema adds. */
  written: Record<string, unknown>;
  /** By pointer to the version. */
  operations: ReadonlyMap<string, DeclaredOperation[]>;
  /** By pointer to the version. */
  descriptions: ReadonlyMap<string, DescriptionSource>;
}

/** Every version of every API, with the pointer to it. */
export function versionsOf(file: DeclarativeFile) {
  return Object.entries(file.apis).flatMap(([apiSlug, api]) =>
    Object.entries(api.versions).map(([name, version]) => ({
      apiSlug,
      api,
      name,
      version,
      pointer: toPointer(["apis", apiSlug, "versions", name]),
    })),
  );
}

/** The policies at a pointer, as they were written; empty where there are none. */
export function policiesAt({ written }: DescribedFile, pointer: string): PolicyDocument {
  return toPolicyDocument(valueAt(written, pointer));
}

/** The fragments of a file, as they were written. */
export function fragmentsOf({ written }: DescribedFile): Fragments {
  return new Map(Object.entries(Object(written.fragments)).map(([name, steps]) => [name, toSteps(steps)]));
}

/** The policies at a pointer with their fragments in place. */
export function inlinedPoliciesAt(described: DescribedFile, pointer: string): PolicyDocument {
  return inlineFragments(policiesAt(described, pointer), fragmentsOf(described));
}
