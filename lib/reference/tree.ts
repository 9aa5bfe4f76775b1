import { cleanText } from "../imports/parse/clean-text.ts";
import type { Description } from "./documents.ts";
import { type MergedSchema, mergedSchema } from "./merged.ts";
import type { SchemaNode } from "./view.ts";
import { choiceInWords, constraintsInWords, exampleInWords, typeInWords, valuesInWords } from "./words.ts";

/** How much of a tree is written at once; the rest is asked for when its reader opens it. */
export interface TreeBounds {
  depth: number;
  /** Nodes beyond the first level, which is always whole. */
  nodes: number;
}

/** A schema of thousands of members is shown to this many. */
const MEMBERS_MAX = 2_000;
const DESCRIPTION_LENGTH_MAX = 10_000;

interface Opened {
  node: SchemaNode;
  schema: MergedSchema;
  depth: number;
  ancestors: ReadonlySet<string>;
}

/**
 * The schema at a pointer as a tree. Level by level, so that what is cut is what lies deepest; a schema inside itself is cut
 * where it begins again. What is cut says where to read on.
 */
export function schemaTree(description: Description, pointer: string, bounds: TreeBounds): SchemaNode {
  const root = open(description, pointer, 0, new Set());
  const queue = [root];
  let left = bounds.nodes;
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (!hasInside(next.schema)) continue;
    const isRecursive = next.ancestors.has(next.schema.pointer);
    if (next !== root && (isRecursive || next.depth >= bounds.depth || left <= 0)) {
      next.node.more = next.schema.pointer;
      continue;
    }
    const inside = fill(description, next);
    left -= inside.length;
    queue.push(...inside);
  }
  return root.node;
}

function open(description: Description, pointer: string, depth: number, ancestors: ReadonlySet<string>): Opened {
  const schema = mergedSchema(description, pointer);
  return { node: toNode(description, schema), schema, depth, ancestors };
}

/** Writes the level below a node and returns what stands on it. */
function fill(description: Description, { node, schema, depth, ancestors }: Opened): Opened[] {
  const within = new Set([...ancestors, schema.pointer]);
  const inside: Opened[] = [];
  const child = (pointer: string) => {
    const opened = open(description, pointer, depth + 1, within);
    inside.push(opened);
    return opened;
  };
  for (const [name, pointer] of [...schema.properties].slice(0, MEMBERS_MAX)) {
    const isRequired = schema.required.has(name);
    node.members.push({
      name: cleanText(name, NAME_LENGTH_MAX),
      kind: "property",
      isRequired,
      node: child(pointer).node,
    });
  }
  for (const [keyword, pointer] of schema.inner) {
    const title = entryTitle(keyword);
    if (title === undefined || isTrivial(schema, keyword)) continue;
    node.members.push({ name: title, kind: "entry", isRequired: false, node: child(pointer).node });
  }
  for (const { keyword, branches } of schema.choices) {
    const title = choiceInWords(keyword);
    const labelled = branches.slice(0, MEMBERS_MAX).map((pointer, index) => {
      const opened = child(pointer);
      return { label: branchLabel(opened, index), node: opened.node };
    });
    node.choices.push({ title, branches: labelled });
  }
  return inside;
}

const NAME_LENGTH_MAX = 300;

function hasInside(schema: MergedSchema): boolean {
  if (schema.properties.size > 0 || schema.choices.length > 0) return true;
  return [...schema.inner.keys()].some((keyword) => entryTitle(keyword) !== undefined && !isTrivial(schema, keyword));
}

/** `additionalProperties: false` is a constraint and `true` the rule; neither is a thing to look into. */
function isTrivial({ keywords }: MergedSchema, keyword: string): boolean {
  return typeof keywords[keyword] === "boolean";
}

function entryTitle(keyword: string): string | undefined {
  const [kind = "", name = ""] = keyword.split(/ (.*)/s, 2);
  if (kind === "prefixItems") return `entry ${Number(name) + 1}`;
  if (kind === "patternProperties") return `members like ${cleanText(name, NAME_LENGTH_MAX)}`;
  if (kind === "dependentSchemas") return `with ${cleanText(name, NAME_LENGTH_MAX)}`;
  return titles.get(kind);
}

const titles = new Map([
  ["items", "each entry"],
  ["additionalProperties", "each further member"],
  ["contains", "some entry"],
  ["propertyNames", "each member's name"],
  ["not", "not"],
  ["if", "if"],
  ["then", "then"],
  ["else", "else"],
]);

function branchLabel({ schema, node }: Opened, index: number): string {
  const title = schema.name ?? schema.keywords.title;
  if (typeof title === "string" && title !== "") return cleanText(title, NAME_LENGTH_MAX);
  if (node.values.length === 1) return node.values[0] ?? "";
  return node.type === "object" ? `object ${index + 1}` : node.type;
}

function toNode(description: Description, schema: MergedSchema): SchemaNode {
  const { keywords } = schema;
  const kind = ["items", "additionalProperties"].find((keyword) => schema.inner.has(keyword));
  const entries = kind === undefined || isTrivial(schema, kind) ? undefined : schema.inner.get(kind);
  return {
    type: typeInWords(schema, entries && entriesInWords(description, entries)),
    isNullable: schema.isNullable,
    isDeprecated: keywords.deprecated === true,
    access: keywords.readOnly === true ? "read" : keywords.writeOnly === true ? "write" : "both",
    description: cleanText(keywords.description, DESCRIPTION_LENGTH_MAX),
    constraints: constraintsInWords(schema),
    pattern: typeof keywords.pattern === "string" ? cleanText(keywords.pattern, NAME_LENGTH_MAX) : null,
    values: valuesInWords(schema),
    example: exampleInWords(schema),
    members: [],
    choices: [],
    more: null,
  };
}

/** One level: the entries of a list of lists are said to be lists. */
function entriesInWords(description: Description, pointer: string): string | undefined {
  const schema = mergedSchema(description, pointer);
  if (schema.accepts === "anything") return undefined;
  return typeInWords(schema, undefined);
}
