export interface FromJsonOptions {
  /** Stands in a member's name for the colon behind a name space's prefix. */
  readonly namespaceSeparator: string;
  /** Members whose names begin with it declare name spaces. */
  readonly namespacePrefix: string;
  /** The member of an object that has the attributes of its element. */
  readonly attributeBlockName: string | undefined;
}

const DEPTH_MAX = 100;

/**
 * XML for a JSON value: members become elements, lists elements of one name, `@name` an attribute, `#text` the text beside them. A
 * single member is the root; anything else stands in `<root>`. Undefined where it nests too deep.
 */
export function xmlOf(value: unknown, options: FromJsonOptions): string | undefined {
  const [only, ...others] = isObject(value) ? Object.entries(value) : [];
  const isRoot = only !== undefined && others.length === 0 && !Array.isArray(only[1]) && !isAttribute(only[0], options);
  const [name, content] = isRoot ? only : ["root", Array.isArray(value) ? { item: value } : value];
  const written = element(name, content, { ...options, prefixes: new Set(), depth: 0 });
  return written === undefined ? undefined : `<?xml version="1.0" encoding="utf-8"?>\n${written}`;
}

interface Writing extends FromJsonOptions {
  /** Prefixes that are declared here. */
  readonly prefixes: ReadonlySet<string>;
  readonly depth: number;
}

function element(name: string, value: unknown, writing: Writing): string | undefined {
  if (writing.depth >= DEPTH_MAX) return undefined;
  if (!isObject(value)) {
    const tag = xmlName(name, writing);
    return value === null || value === "" ? `<${tag}/>` : `<${tag}>${escaped(textOf(value))}</${tag}>`;
  }
  const attributes = attributesOf(value, writing);
  const declared = attributes.flatMap(([each]) => (isNamespace(each) ? [each.slice("xmlns:".length)] : []));
  const inside = { ...writing, prefixes: new Set([...writing.prefixes, ...declared]), depth: writing.depth + 1 };
  const tag = xmlName(name, inside);
  const named = new Map(attributes.map(([each, text]) => [isNamespace(each) ? each : xmlName(each, inside), text]));
  const written = [...named].map(([each, text]) => ` ${each}="${escaped(text)}"`);
  const content: string[] = [];
  for (const [member, each] of Object.entries(value)) {
    if (isAttribute(member, writing)) continue;
    for (const one of Array.isArray(each) ? each : [each]) {
      const inner = member === "#text" ? escaped(textOf(one)) : element(member, inList(one), inside);
      if (inner === undefined) return undefined;
      content.push(inner);
    }
  }
  return content.length === 0
    ? `<${tag}${written.join("")}/>`
    : `<${tag}${written.join("")}>${content.join("")}</${tag}>`;
}

/** Lists in lists have no names of their own. */
function inList(value: unknown): unknown {
  return Array.isArray(value) ? { item: value } : value;
}

function isAttribute(name: string, { namespacePrefix, attributeBlockName }: FromJsonOptions): boolean {
  return (
    (name.startsWith("@") && name.length > 1) || name === attributeBlockName || isDeclaration(name, namespacePrefix)
  );
}

function isDeclaration(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}:`);
}

function attributesOf(value: object, options: FromJsonOptions): [name: string, text: string][] {
  const { namespacePrefix, attributeBlockName } = options;
  return Object.entries(value).flatMap(([name, said]): [string, string][] => {
    if (name === attributeBlockName) return attributesIn(said);
    if (isDeclaration(name, namespacePrefix)) return [[`xmlns${name.slice(namespacePrefix.length)}`, textOf(said)]];
    return name.startsWith("@") && name.length > 1 ? [[name.slice(1), textOf(said)]] : [];
  });
}

function attributesIn(block: unknown): [string, string][] {
  return isObject(block) ? Object.entries(block).map(([name, said]): [string, string] => [name, textOf(said)]) : [];
}

const NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

function isNamespace(name: string): boolean {
  return name === "xmlns" || (name.startsWith("xmlns:") && NAME.test(name.slice("xmlns:".length)));
}

/** A prefix where one is declared; characters that a name cannot have become `_x0020_`, as .NET writes them. */
function xmlName(name: string, { namespaceSeparator, prefixes }: Writing): string {
  const at = name.indexOf(namespaceSeparator);
  const prefix = at > 0 ? name.slice(0, at) : "";
  const local = name.slice(at + namespaceSeparator.length);
  if (prefixes.has(prefix) && NAME.test(local)) return `${prefix}:${local}`;
  return encoded(name);
}

function encoded(name: string): string {
  if (NAME.test(name)) return name;
  const characters = [...name].map((character, index) => {
    const isFine = index === 0 ? /[\p{L}_]/u.test(character) : /[\p{L}\p{N}._-]/u.test(character);
    return isFine ? character : `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}_`;
  });
  return characters.join("") || "_";
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const ESCAPES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** Characters that XML 1.0 cannot have at all are left out (2.2). */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll(/[<>&"]/g, (character) => ESCAPES[character] ?? character)
      .replaceAll("\r", "&#13;")
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
