import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "../reference/documents.ts";
import { mergedSchema } from "../reference/merged.ts";

const DEPTH_MAX = 50;

/**
 * A value as the JSON of which `json-to-xml` makes the XML that the schema's `xml` objects describe (OpenAPI 3.1, 4.8.26): a single
 * member for the root, `@` before attributes, lists as elements of one name.
 */
export function xmlExample(description: Description, pointer: string, value: unknown): object {
  const schema = mergedSchema(description, pointer);
  const name = xmlOf(schema.keywords).name ?? schema.name ?? "root";
  return Object.fromEntries(members({ description, depth: 0 }, name, pointer, value));
}

interface Shaping {
  readonly description: Description;
  readonly depth: number;
}

type Member = [name: string, value: unknown];

/** What a value under a name becomes: an attribute, an element, or elements of one name. */
function members(shaping: Shaping, name: string, pointer: string, value: unknown): Member[] {
  const schema = mergedSchema(shaping.description, pointer);
  const { prefix, isAttribute, isWrapped, name: ownName } = xmlOf(schema.keywords);
  const own = `${prefix}${ownName ?? name}`;
  if (isAttribute) return [[`@${own}`, value]];
  if (!Array.isArray(value)) return [[own, content(shaping, pointer, value)]];
  const items = schema.inner.get("items");
  if (items === undefined) return [[own, value]];
  const { keywords } = mergedSchema(shaping.description, items);
  const itemName = xmlOf(keywords).name ?? own;
  const list: Member = [itemName, value.map((item) => content(shaping, items, item))];
  return isWrapped ? [[own, Object.fromEntries([list])]] : [list];
}

function content({ description, depth }: Shaping, pointer: string, value: unknown): unknown {
  const record = asRecord(value);
  if (record === undefined || depth >= DEPTH_MAX) return value;
  const { properties, keywords } = mergedSchema(description, pointer);
  const { namespace } = xmlOf(keywords);
  const inner = Object.entries(record).flatMap(([name, each]): Member[] => {
    const place = properties.get(name);
    return place === undefined ? [[name, each]] : members({ description, depth: depth + 1 }, name, place, each);
  });
  return Object.fromEntries([...namespace, ...inner]);
}

function xmlOf({ xml }: Record<string, unknown>) {
  const said = asRecord(xml) ?? {};
  const prefix = typeof said.prefix === "string" ? said.prefix : "";
  const declared: Member[] =
    typeof said.namespace === "string" ? [[prefix === "" ? "xmlns" : `xmlns:${prefix}`, said.namespace]] : [];
  return {
    name: typeof said.name === "string" ? said.name : undefined,
    prefix: prefix === "" ? "" : `${prefix}:`,
    namespace: declared,
    isAttribute: said.attribute === true,
    isWrapped: said.wrapped === true,
  };
}
