import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "./documents.ts";
import { below, componentName, follow } from "./follow.ts";

/** A schema with everything that applies to the same value put together: references, `allOf`, a lone branch beside null. */
export interface MergedSchema {
  /** Where it is in the end; names it in a chain of ancestors. */
  pointer: string;
  name: string | undefined;
  /** `true` takes anything, `false` nothing. */
  accepts: "something" | "anything" | "nothing";
  /** Keywords; of two that say the same, the outer one counts. */
  keywords: Record<string, unknown>;
  types: string[];
  isNullable: boolean;
  required: ReadonlySet<string>;
  /** Name → where the member's schema is. */
  properties: ReadonlyMap<string, string>;
  /** Keyword of a choice with the places of its branches. */
  choices: { keyword: string; branches: string[] }[];
  /** Keyword → place of a schema below it: `items`, `additionalProperties`, `not`. */
  inner: ReadonlyMap<string, string>;
}

const PARTS_MAX = 200;
const INNER = ["items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else"];

export function mergedSchema(description: Description, from: string): MergedSchema {
  const root = follow(description, from);
  const merge: Merge = {
    keywords: {},
    types: undefined,
    isNullable: false,
    required: new Set(),
    properties: new Map(),
    choices: [],
    inner: new Map(),
  };
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.shift(); at !== undefined && seen.size < PARTS_MAX; at = open.shift()) {
    const { value, pointer, beside } = follow(description, at);
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    for (const record of beside) takeKeywords(merge, record);
    const record = asRecord(value);
    if (!record) continue;
    takeKeywords(merge, record);
    open.unshift(...takePlaces(description, merge, record, pointer));
  }
  const { types, ...rest } = merge;
  return {
    ...rest,
    pointer: root.pointer,
    name: componentName(root.pointer),
    accepts: root.value === false ? "nothing" : seen.size > 0 && isEmpty(merge) ? "anything" : "something",
    types: types ?? guessedTypes(merge),
  };
}

interface Merge {
  keywords: Record<string, unknown>;
  types: string[] | undefined;
  isNullable: boolean;
  required: Set<string>;
  properties: Map<string, string>;
  choices: MergedSchema["choices"];
  inner: Map<string, string>;
}

function takeKeywords(merge: Merge, record: Record<string, unknown>): void {
  for (const [keyword, value] of Object.entries(record)) {
    if (!Object.hasOwn(merge.keywords, keyword)) merge.keywords[keyword] = value;
  }
  const types = textsOf(record.type);
  if (types.length > 0) {
    merge.types ??= types.filter((type) => type !== "null");
    merge.isNullable ||= types.includes("null");
  }
  merge.isNullable ||= record.nullable === true;
  for (const name of textsOf(record.required)) merge.required.add(name);
}

/** Notes where the schemas below a part are; returns the places of further parts of the same value. */
function takePlaces(
  description: Description,
  merge: Merge,
  record: Record<string, unknown>,
  pointer: string,
): string[] {
  for (const name of Object.keys(asRecord(record.properties) ?? {})) {
    if (!merge.properties.has(name)) merge.properties.set(name, below(pointer, "properties", name));
  }
  for (const keyword of INNER) {
    if (!merge.inner.has(keyword) && isSchema(record[keyword])) merge.inner.set(keyword, below(pointer, keyword));
  }
  for (const keyword of ["prefixItems", "patternProperties", "dependentSchemas"]) {
    const value = record[keyword];
    if (typeof value !== "object" || value === null) continue;
    for (const name of Object.keys(value)) merge.inner.set(`${keyword} ${name}`, below(pointer, keyword, name));
  }
  const parts = placesOf(record.allOf, below(pointer, "allOf"));
  for (const keyword of ["oneOf", "anyOf"]) {
    const all = placesOf(record[keyword], below(pointer, keyword));
    const branches = all.filter((place) => !isNull(follow(description, place).value));
    merge.isNullable ||= branches.length < all.length;
    // "This or null" is how generators write what may be null.
    if (branches.length === 1) parts.push(...branches);
    else if (branches.length > 1) merge.choices.push({ keyword, branches });
  }
  return parts;
}

function placesOf(list: unknown, pointer: string): string[] {
  return Array.isArray(list) ? list.map((_, index) => below(pointer, index)) : [];
}

function isNull(schema: unknown): boolean {
  const record = asRecord(schema);
  return (
    record?.type === "null" || (Array.isArray(record?.enum) && record.enum.length === 1 && record.enum[0] === null)
  );
}

function isSchema(value: unknown): boolean {
  return typeof value === "boolean" || asRecord(value) !== undefined;
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string");
}

/** Many descriptions leave `type` out where the other keywords say it. */
function guessedTypes({ properties, inner, keywords }: Merge): string[] {
  if (properties.size > 0 || inner.has("additionalProperties")) return ["object"];
  if (inner.has("items") || inner.has("prefixItems 0")) return ["array"];
  if (keywords.pattern !== undefined || keywords.maxLength !== undefined) return ["string"];
  return [];
}

const SAYS_NOTHING = new Set([
  "title",
  "description",
  "example",
  "examples",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

function isEmpty({ keywords, choices, properties }: Merge): boolean {
  const says = Object.keys(keywords).some((keyword) => !SAYS_NOTHING.has(keyword) && !keyword.startsWith("x-"));
  return choices.length === 0 && properties.size === 0 && !says;
}
