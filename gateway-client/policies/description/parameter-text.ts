import type { ParameterDescription } from "@gatehouse/contract/description.ts";
import { listFromTexts, objectFromTexts, scalarFromText, shapeOf } from "./from-text.ts";
import type { ValueTypes } from "./value-types.ts";

/** A name and its text, both as they were written. */
export type Pair = readonly [name: string, text: string];

type Written = Pick<ParameterDescription, "name" | "style" | "explode">;

/**
 * The value of a path parameter, header or cookie by its style (OpenAPI 3.1, 4.8.12.3). `decode` undoes what the place encodes: after
 * the delimiters were found, because an encoded one is none.
 */
export function valueOfText(
  parameter: Written,
  text: string,
  types: ValueTypes,
  decode: (text: string) => string,
): unknown {
  const { style, explode, name } = parameter;
  const shape = shapeOf(types);
  const [content, delimiter] = contentOf(style, explode, name, text, shape !== "scalar");
  if (shape === "scalar") return scalarFromText(decode(content), types);
  const parts = content === "" ? [] : content.split(delimiter);
  if (shape === "list") {
    const texts = style === "matrix" && explode ? parts.map((part) => part.slice(part.indexOf("=") + 1)) : parts;
    return listFromTexts(texts.map(decode), types);
  }
  return objectFromTexts(explode ? parts.map((part) => pairOf(part, decode)) : alternating(parts, decode), types);
}

/** The text without what the style puts before it, and what stands between its parts. */
function contentOf(
  style: Written["style"],
  explode: boolean,
  name: string,
  text: string,
  isExplodable: boolean,
): [string, string] {
  const isExploded = explode && isExplodable;
  if (style === "label") return [text.startsWith(".") ? text.slice(1) : text, isExploded ? "." : ","];
  if (style !== "matrix") return [text, ","];
  const inner = text.startsWith(";") ? text.slice(1) : text;
  if (isExploded) return [inner, ";"];
  return [inner.startsWith(`${name}=`) ? inner.slice(name.length + 1) : inner, ","];
}

/** The value of a query parameter by its style; undefined where the query does not have it. */
export function valueOfQuery(
  parameter: Written,
  pairs: readonly Pair[],
  types: ValueTypes,
  decode: (text: string) => string,
): unknown {
  const { name, style, explode } = parameter;
  const shape = shapeOf(types);
  if (style === "deepObject") return deepObject(name, pairs, types, decode);
  if (shape === "object" && explode) {
    const members = pairs.filter(([each]) => types.isMember(decode(each)));
    return members.length === 0 ? undefined : objectFromTexts(decoded(members, decode), types);
  }
  const own = pairs.filter(([each]) => decode(each) === name).map(([, text]) => text);
  const [first] = own;
  if (first === undefined) return undefined;
  if (shape === "scalar") return scalarFromText(decode(first), types);
  if (shape === "list" && (explode || own.length > 1)) return listFromTexts(own.map(decode), types);
  const parts = first === "" ? [] : first.split(delimiters[style] ?? ",");
  return shape === "list"
    ? listFromTexts(parts.map(decode), types)
    : objectFromTexts(alternating(parts, decode), types);
}

/** Whether a name in a query belongs to this parameter. */
export function takesName(parameter: Written, name: string, types: ValueTypes): boolean {
  if (parameter.style === "deepObject") return name.startsWith(`${parameter.name}[`);
  if (parameter.style === "form" && parameter.explode && shapeOf(types) === "object") return types.isMember(name);
  return name === parameter.name;
}

const delimiters: Partial<Record<Written["style"], RegExp>> = {
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /%7[Cc]|\|/,
};

/** `filter[owner][name]=ada` (OpenAPI says nothing on levels below the first; this is how everybody writes them). */
function deepObject(
  name: string,
  pairs: readonly Pair[],
  types: ValueTypes,
  decode: (text: string) => string,
): object | undefined {
  const root: Level = { members: new Map(), texts: [] };
  for (const [written, text] of pairs) {
    const full = decode(written);
    if (!full.startsWith(`${name}[`)) continue;
    let level = root;
    for (const [, key = ""] of full.slice(name.length).matchAll(/\[([^[\]]*)\]/g)) {
      const inner: Level = level.members.get(key) ?? { members: new Map(), texts: [] };
      level.members.set(key, inner);
      level = inner;
    }
    level.texts.push(decode(text));
  }
  return root.members.size === 0 ? undefined : Object(levelValue(root, types));
}

interface Level {
  readonly members: Map<string, Level>;
  readonly texts: string[];
}

function levelValue({ members, texts }: Level, types: ValueTypes): unknown {
  const isList = shapeOf(types) === "list";
  if (members.size === 0) return isList ? listFromTexts(texts, types) : scalarFromText(texts.at(-1) ?? "", types);
  if (isList) return [...members.values()].map((member) => levelValue(member, types.items));
  return Object.fromEntries([...members].map(([key, member]) => [key, levelValue(member, types.property(key))]));
}

function decoded(pairs: readonly Pair[], decode: (text: string) => string): Pair[] {
  return pairs.map(([name, text]) => [decode(name), decode(text)]);
}

function pairOf(part: string, decode: (text: string) => string): Pair {
  const mark = part.indexOf("=");
  return mark < 0 ? [decode(part), ""] : [decode(part.slice(0, mark)), decode(part.slice(mark + 1))];
}

/** `role,admin,name,ada` */
function alternating(parts: readonly string[], decode: (text: string) => string): Pair[] {
  return parts.flatMap((part, index): Pair[] =>
    index % 2 === 0 ? [[decode(part), decode(parts[index + 1] ?? "")]] : [],
  );
}
