import { escapeToken } from "../../contract/faults.ts";
import { asRecord } from "./pointer.ts";

export interface Reference {
  /** The object that holds `$ref`. */
  holder: Record<string, unknown>;
  target: string;
  /** Of the `$ref` itself. */
  pointer: string;
  /** The nearest `$id` around it (JSON Schema 2020-12), which relative references resolve against. */
  base: string | undefined;
}

/** Members whose values are data of the described API: what looks like a reference in them is none. */
const DATA_MEMBERS = new Set(["example", "default", "enum", "const", "value", "x-example", "x-examples"]);
/** Members that map names of the author's choice to things: a name in them is no keyword. */
const NAME_MAPS = new Set([
  "properties",
  "patternProperties",
  "schemas",
  "definitions",
  "$defs",
  "responses",
  "parameters",
]);

/** Every `$ref` of a description. Recursive: its depth is bounded before. */
export function findReferences(root: unknown): Reference[] {
  const found: Reference[] = [];
  visit(root, "", undefined, false);
  return found;

  function visit(value: unknown, pointer: string, base: string | undefined, isNameMap: boolean): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, `${pointer}/${index}`, base, false);
      });
      return;
    }
    const record = asRecord(value);
    if (!record) return;
    const scope = !isNameMap && typeof record.$id === "string" ? record.$id : base;
    if (!isNameMap && typeof record.$ref === "string") {
      found.push({ holder: record, target: record.$ref, pointer: `${pointer}/$ref`, base: scope });
    }
    for (const [name, member] of Object.entries(record)) {
      if (!isNameMap && DATA_MEMBERS.has(name)) continue;
      if (typeof member === "object" && member !== null) {
        visit(member, `${pointer}/${escapeToken(name)}`, scope, !isNameMap && NAME_MAPS.has(name));
      }
    }
  }
}
