import type { SchemaSet } from "./schema-set.ts";

/** Parts of one schema that are looked at; real ones have a few. */
const PARTS_MAX = 200;

/** What the schemas of a value say of its JSON type and of what is in it; all that apply, through references and choices. */
export interface ValueTypes {
  readonly types: ReadonlySet<string>;
  property(name: string): ValueTypes;
  readonly items: ValueTypes;
  /** Names of the properties that the schema has. */
  readonly names: readonly string[];
  readonly xml: { readonly name: string | undefined; readonly isAttribute: boolean; readonly isWrapped: boolean };
  readonly hasProperties: boolean;
  /** Whether an object may have a member of that name by what the schema names, or by what it says of other names. */
  isMember(name: string): boolean;
}

/** Reads from a schema how a text is to be understood. Each part of it is looked at once, when it is first asked for. */
export function valueTypes(set: SchemaSet, schema: unknown): ValueTypes {
  const parts = partsOf(set, schema);
  const properties = new Map<string, ValueTypes>();
  let items: ValueTypes | undefined;
  return {
    types: new Set(parts.flatMap(typesOf)),
    names: [...new Set(parts.flatMap(({ properties }) => Object.keys(Object(properties))))],
    xml: {
      name: parts.map((part) => Object(part.xml).name).find((name) => typeof name === "string"),
      isAttribute: parts.some((part) => Object(part.xml).attribute === true),
      isWrapped: parts.some((part) => Object(part.xml).wrapped === true),
    },
    hasProperties: parts.some((part) => "properties" in part || "additionalProperties" in part),
    isMember: (name) =>
      parts.some(
        (part) =>
          memberOf(part.properties, name).length > 0 || Object(part.additionalProperties) === part.additionalProperties,
      ),
    property(name) {
      const known = properties.get(name);
      if (known !== undefined) return known;
      const own = parts.flatMap((part) => memberOf(part.properties, name));
      const others = own.length > 0 ? own : parts.flatMap((part) => memberOf(part, "additionalProperties"));
      const found = valueTypes(set, { anyOf: others });
      // Names that the caller thought of are not kept.
      if (own.length > 0) properties.set(name, found);
      return found;
    },
    get items() {
      items ??= valueTypes(set, { anyOf: parts.flatMap((part) => memberOf(part, "items")) });
      return items;
    },
  };
}

type Part = Readonly<Record<string, unknown>>;

/** What applies to the same value: the schema, what it refers to, and all of its choices. */
function partsOf(set: SchemaSet, schema: unknown): Part[] {
  const parts = new Map<unknown, Part>();
  const open = [schema];
  for (let next = open.shift(); next !== undefined && parts.size < PARTS_MAX; next = open.shift()) {
    if (typeof next !== "object" || next === null || parts.has(next)) continue;
    const part: Part = Object.fromEntries(Object.entries(next));
    parts.set(next, part);
    const inner = [part.allOf, part.anyOf, part.oneOf, part.then, part.else].flatMap(listOf);
    open.push(set.target(next) ?? true, ...inner);
  }
  return [...parts.values()];
}

function typesOf(part: Part): string[] {
  const named = listOf(part.type ?? []).filter((type) => typeof type === "string");
  if (named.length > 0) return named;
  const values = part.const === undefined ? listOf(part.enum ?? []) : [part.const];
  if (values.length > 0) return values.map(typeOf);
  if (part.properties !== undefined) return ["object"];
  return part.items === undefined ? [] : ["array"];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function memberOf(record: unknown, name: string): unknown[] {
  return typeof record === "object" && record !== null && Object.hasOwn(record, name)
    ? [Reflect.get(record, name)]
    : [];
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
