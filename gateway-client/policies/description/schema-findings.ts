/** Members that map names of the author's choice to schemas. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "definitions",
]);
/** Members whose values are data. */
const DATA: ReadonlySet<string> = new Set(["const", "enum", "xml"]);
/** What only a compilation can tell of: names of a schema's own, and what is compiled apart. */
const INTRICATE: ReadonlySet<string> = new Set([
  "$id",
  "$anchor",
  "$dynamicRef",
  "$dynamicAnchor",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

export interface SchemaFindings {
  readonly patterns: readonly string[];
  readonly isIntricate: boolean;
}

/** What in a schema can fail though it is well-formed: its patterns, and what refers to names. */
export function schemaFindings(schema: unknown): SchemaFindings {
  const patterns: string[] = [];
  let isIntricate = false;
  const open = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...next);
    if (typeof next !== "object" || next === null || Array.isArray(next)) continue;
    for (const [keyword, said] of Object.entries(next)) {
      if (INTRICATE.has(keyword)) isIntricate = true;
      if (keyword === "pattern" && typeof said === "string") patterns.push(said);
      if (keyword === "patternProperties") patterns.push(...Object.keys(Object(said)));
      if (!DATA.has(keyword)) open.push(...(NAME_MAPS.has(keyword) ? Object.values(Object(said)) : [said]));
    }
  }
  return { patterns, isIntricate };
}
