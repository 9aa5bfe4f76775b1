import { type JsonSchema, schemaUri } from "../contract/description.ts";
import { escapeToken } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import { asRecord, decodedFragment, pointerTokens, valueAt } from "../imports/parse/pointer.ts";
import type { Description } from "../reference/documents.ts";
import { below, componentName } from "../reference/follow.ts";
import { mergedSchema } from "../reference/merged.ts";
import { branchesByDiscriminator } from "./discriminator.ts";

const REFERENCES_MAX = 20;

/** Keywords of JSON Schema 2020-12 by what stands behind them; all others say nothing on validity. */
const schemaKeywords = new Set(
  "items contains additionalProperties propertyNames not if then else unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);
const listKeywords = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const mapKeywords = new Set(["properties", "patternProperties", "dependentSchemas"]);
const plainKeywords = new Set(
  [
    "type const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems",
    "uniqueItems maxContains minContains maxProperties minProperties dependentRequired format xml",
    "$id $anchor $dynamicAnchor $dynamicRef",
  ]
    .join(" ")
    .split(" "),
);

/**
 * The schemas of a description that policies need, each once, with all that they refer to. They stay as they are but for what says
 * nothing on validity, and what OpenAPI means by `discriminator`, `readOnly` and `writeOnly`, which JSON Schema does not know.
 */
export class SchemaTable {
  readonly schemas: Record<string, JsonSchema> = {};
  readonly #description: Description;
  readonly #keys = new Map<string, string>();
  /** A deep chain of references must not need as deep a stack. */
  readonly #open: { key: string; pointer: string }[] = [];
  readonly #inline = new Map<string, string>();
  #named: Map<string, string> | undefined;

  constructor(description: Description) {
    this.#description = description;
  }

  /** The key of the schema at a pointer; undefined where there is none. */
  keyOf(pointer: string): string | undefined {
    if (valueAt(this.#description, pointer) === undefined) return undefined;
    const key = this.#keyOfTarget(this.#target(pointer));
    for (let next = this.#open.pop(); next; next = this.#open.pop()) {
      this.schemas[next.key] = this.#copy(next.pointer, undefined);
    }
    return key;
  }

  /** Schemas without a name of their own are often written again and again: of equal ones the first is taken. */
  #keyOfTarget(pointer: string): string {
    if (this.#keys.has(pointer) || componentName(pointer) !== undefined) return this.#reserve(pointer);
    const text = JSON.stringify(this.#copy(pointer, undefined));
    const known = this.#inline.get(text) ?? this.#reserve(pointer);
    this.#inline.set(text, known);
    return known;
  }

  /** A schema that is nothing but a reference is what it refers to. */
  #target(pointer: string): string {
    let at = pointer;
    for (let step = 0; step < REFERENCES_MAX; step++) {
      const record = asRecord(valueAt(this.#description, at));
      const reference = record?.$ref;
      if (typeof reference !== "string" || !/^#(\/|$)/.test(reference) || Object.keys(record ?? {}).length > 1)
        return at;
      at = decodedFragment(reference);
    }
    return at;
  }

  #reserve(pointer: string): string {
    const known = this.#keys.get(pointer);
    if (known !== undefined) return known;
    if (valueAt(this.#description, pointer) === undefined) {
      throw new Problem("snapshot-not-loadable", `The description refers to ${pointer}, which is not there.`, {
        errors: [{ pointer, detail: "is referred to, but is not there" }],
      });
    }
    const name =
      pointerTokens(pointer)
        .join("_")
        .replaceAll(/[^A-Za-z0-9_.-]/g, "_") || "root";
    const key = Object.hasOwn(this.schemas, name) ? `${name}--${this.#keys.size}` : name;
    this.#keys.set(pointer, key);
    this.schemas[key] = true;
    this.#open.push({ key, pointer });
    return key;
  }

  #copy(pointer: string, base: string | undefined): JsonSchema {
    const value = valueAt(this.#description, pointer);
    const schema = asRecord(value);
    if (schema === undefined) return value !== false;
    // One of no values: nothing is. Validators take it for a mistake.
    if (Array.isArray(schema.enum) && schema.enum.length === 0) return false;
    const own = typeof schema.$id === "string" ? absolute(schema.$id, base) : base;
    const copy = new Map<string, unknown>();
    for (const [keyword, said] of Object.entries(schema)) {
      const at = below(pointer, keyword);
      if (plainKeywords.has(keyword)) copy.set(keyword, said);
      else if (schemaKeywords.has(keyword)) this.#copyItems(copy, keyword, said, at, own);
      else if (listKeywords.has(keyword)) copy.set(keyword, this.#copyList(said, at, own));
      else if (mapKeywords.has(keyword)) this.#copyMap(copy, keyword, said, at, own);
      else if (own !== undefined && (keyword === "$defs" || keyword === "definitions"))
        this.#copyMap(copy, keyword, said, at, own);
      else if (keyword === "$ref") copy.set(keyword, this.#reference(said, own));
    }
    this.#copyRequired(copy, schema, pointer);
    this.#copyDiscriminator(copy, schema);
    return Object.fromEntries(copy);
  }

  /** Before 2020-12, a list under `items` had a schema for each place. */
  #copyItems(copy: Map<string, unknown>, keyword: string, said: unknown, at: string, base: string | undefined): void {
    if (Array.isArray(said)) copy.set("prefixItems", this.#copyList(said, at, base));
    else copy.set(keyword, this.#copy(at, base));
  }

  #copyList(said: unknown, at: string, base: string | undefined): unknown {
    return Array.isArray(said) ? said.map((_, index) => this.#copy(below(at, index), base)) : said;
  }

  /** A property `__proto__` goes by a pattern: validators leave it out as a name. */
  #copyMap(copy: Map<string, unknown>, keyword: string, said: unknown, at: string, base: string | undefined): void {
    const entries = Object.keys(asRecord(said) ?? {}).map((name): [string, JsonSchema] => [
      name,
      this.#copy(below(at, name), base),
    ]);
    const isProto = ([name]: [string, JsonSchema]) => keyword === "properties" && name === "__proto__";
    const before = asRecord(copy.get(keyword)) ?? {};
    copy.set(keyword, { ...before, ...Object.fromEntries(entries.filter((entry) => !isProto(entry))) });
    const proto = entries.find(isProto);
    if (proto) copy.set("patternProperties", { ...asRecord(copy.get("patternProperties")), "^__proto__$": proto[1] });
  }

  /** Inside a schema with an `$id`, references are relative to that; those to a part of such a schema stay as they are. */
  #reference(said: unknown, base: string | undefined): unknown {
    if (typeof said !== "string") return said;
    if (base === undefined && /^#(\/|$)/.test(said)) {
      return schemaUri(this.#reserve(this.#target(decodedFragment(said))));
    }
    this.#named ??= namedSchemas(this.#description);
    const isAnchor = base === undefined && said.startsWith("#");
    const place = this.#named.get(isAnchor ? said : withoutFragment(absolute(said, base)));
    if (place === undefined) return said;
    const key = this.#reserve(place);
    return said.includes("#") ? said : schemaUri(key);
  }

  /** What is read-only need not come in a request, what is write-only not in an answer (OpenAPI 3.1, 4.8.24; 3.0, 4.7.24). */
  #copyRequired(copy: Map<string, unknown>, { required }: Record<string, unknown>, pointer: string): void {
    if (required === undefined) return;
    if (!Array.isArray(required)) return void copy.set("required", required);
    const { properties } = mergedSchema(this.#description, pointer);
    const isMarked = (name: unknown, mark: "readOnly" | "writeOnly") => {
      const place = typeof name === "string" ? properties.get(name) : undefined;
      return place !== undefined && mergedSchema(this.#description, place).keywords[mark] === true;
    };
    const response = required.filter((name) => isMarked(name, "readOnly"));
    const request = required.filter((name) => isMarked(name, "writeOnly"));
    const always = required.filter((name) => !response.includes(name) && !request.includes(name));
    if (always.length > 0 || required.length === 0) copy.set("required", always);
    if (response.length + request.length === 0) return;
    copy.set("x-required-in", {
      ...(response.length > 0 ? { response } : {}),
      ...(request.length > 0 ? { request } : {}),
    });
  }

  #copyDiscriminator(copy: Map<string, unknown>, schema: Record<string, unknown>): void {
    const chosen = branchesByDiscriminator(schema);
    if (chosen === undefined) return;
    const { keyword, property, branches } = chosen;
    copy.delete(keyword);
    const cases = branches.map(({ values, reference }) => ({
      if: { properties: { [property]: { enum: values } } },
      // biome-ignore lint/suspicious/noThenProperty: it is the keyword
      then: { $ref: this.#reference(reference, undefined) },
    }));
    const allOf = copy.get("allOf");
    const known = branches.flatMap(({ values }) => values);
    copy.set("allOf", [
      ...(Array.isArray(allOf) ? allOf : []),
      { required: [property], properties: { [property]: { enum: known } } },
      ...cases,
    ]);
  }
}

/** `$id`s and anchors of a description with their places. */
function namedSchemas(description: Description): Map<string, string> {
  const found = new Map<string, string>();
  const open: { value: object; pointer: string; base: string | undefined }[] = [
    { value: description, pointer: "", base: undefined },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { $id, $anchor } = asRecord(next.value) ?? {};
    const base = typeof $id === "string" ? absolute($id, next.base) : next.base;
    if (typeof $id === "string" && base !== undefined) found.set(withoutFragment(base), next.pointer);
    if (typeof $anchor === "string") found.set(`#${$anchor}`, next.pointer);
    for (const [name, value] of Object.entries(next.value)) {
      if (typeof value !== "object" || value === null) continue;
      open.push({ value, pointer: `${next.pointer}/${escapeToken(name)}`, base });
    }
  }
  return found;
}

function absolute(reference: string, base: string | undefined): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function withoutFragment(uri: string): string {
  return uri.split("#", 1)[0] ?? "";
}
