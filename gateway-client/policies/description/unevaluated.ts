import type { Ajv, ErrorObject, FuncKeywordDefinition } from "ajv";
import type { BodySide } from "../define.ts";
import { linearPattern, type Pattern } from "./pattern.ts";

type Schema = Readonly<Record<string, unknown>>;

/** What other keywords have looked at: names of an object, or places in a list. */
interface Evaluated {
  isAll: boolean;
  readonly keys: Set<string>;
}

interface Walk {
  readonly ajv: Ajv;
  readonly follow: (schema: object) => unknown;
  readonly direction: BodySide;
}

/**
 * `unevaluatedProperties` and `unevaluatedItems` as JSON Schema 2020-12 means them (Core, 11.2 and 11.3). Ajv's own do not know
 * what `contains` looks at, nor an `if` without its branches. This walks the schema beside the value, which costs more: few have it.
 *
 * @param follow what a schema's reference leads to
 */
export function addUnevaluated(ajv: Ajv, follow: (schema: object) => unknown): void {
  ajv.removeKeyword("unevaluatedProperties");
  ajv.removeKeyword("unevaluatedItems");
  ajv.addKeyword(definition("unevaluatedProperties", "object", ajv, follow));
  ajv.addKeyword(definition("unevaluatedItems", "array", ajv, follow));
}

function definition(
  keyword: "unevaluatedProperties" | "unevaluatedItems",
  type: "object" | "array",
  ajv: Ajv,
  follow: Walk["follow"],
): FuncKeywordDefinition {
  return {
    keyword,
    type,
    schemaType: ["boolean", "object"],
    errors: true,
    compile(schema: boolean | Schema, parent) {
      // Compiled now, so that what is wrong with it is found when the schema around it is.
      const isAllowed = validator(ajv, schema);
      const validate = function (this: BodySide, value: object): boolean {
        const walk = { ajv, follow, direction: this };
        const evaluated: Evaluated = { isAll: false, keys: new Set() };
        const { [keyword]: _own, ...others } = parent;
        mark(walk, others, value, evaluated);
        if (evaluated.isAll) return true;
        const refused = Object.entries(value).find(
          ([name, member]) => !evaluated.keys.has(name) && !isAllowed.call(this, member),
        );
        if (refused === undefined) return true;
        Object.assign(validate, { errors: [fault(keyword, refused[0])] });
        return false;
      };
      return validate;
    },
  };
}

function fault(keyword: string, name: string): Partial<ErrorObject> {
  return { keyword, message: "is not allowed here", params: { unevaluated: name } };
}

/** Notes what a schema that applies to a value has looked at. */
function mark(walk: Walk, schema: unknown, value: object, evaluated: Evaluated): void {
  if (typeof schema !== "object" || schema === null || evaluated.isAll) return;
  const said: Schema = Object.fromEntries(Object.entries(schema));
  if (Array.isArray(value)) markItems(walk, said, value, evaluated);
  else markProperties(said, value, evaluated);

  const target = walk.follow(schema);
  // A reference to a part of a schema with an `$id`: what it looks at is not known, so nothing is held against the value.
  if (target === undefined && (said.$ref ?? said.$dynamicRef) !== undefined) evaluated.isAll = true;
  mark(walk, target, value, evaluated);
  for (const each of listOf(said.allOf)) mark(walk, each, value, evaluated);
  for (const each of [...listOf(said.anyOf), ...listOf(said.oneOf)]) {
    if (isValid(walk, each, value)) mark(walk, each, value, evaluated);
  }
  if (said.if !== undefined) {
    const isMet = isValid(walk, said.if, value);
    if (isMet) mark(walk, said.if, value, evaluated);
    mark(walk, isMet ? said.then : said.else, value, evaluated);
  }
  for (const [name, each] of Object.entries(said.dependentSchemas ?? {})) {
    if (Object.hasOwn(value, name)) mark(walk, each, value, evaluated);
  }
}

function markProperties(said: Schema, value: object, evaluated: Evaluated): void {
  if (said.additionalProperties !== undefined || said.unevaluatedProperties !== undefined) evaluated.isAll = true;
  const patterns = Object.keys(said.patternProperties ?? {}).map(patternOf);
  for (const name of Object.keys(value)) {
    const isNamed = Object.hasOwn(said.properties ?? {}, name);
    if (isNamed || patterns.some((pattern) => pattern.test(name))) evaluated.keys.add(name);
  }
}

function markItems(walk: Walk, said: Schema, value: readonly unknown[], evaluated: Evaluated): void {
  if (said.items !== undefined || said.unevaluatedItems !== undefined) evaluated.isAll = true;
  const places = listOf(said.prefixItems).length;
  for (const [index, item] of value.entries()) {
    const isContained = said.contains !== undefined && isValid(walk, said.contains, item);
    if (index < places || isContained) evaluated.keys.add(`${index}`);
  }
}

function isValid({ ajv, direction }: Walk, schema: unknown, value: unknown): boolean {
  return typeof schema === "object" && schema !== null
    ? validator(ajv, schema).call(direction, value) === true
    : schema !== false;
}

/** Ajv keeps what it has compiled by the schema's identity. */
function validator(ajv: Ajv, schema: boolean | object) {
  return ajv.compile(schema);
}

const patterns = new Map<string, Pattern>();
const PATTERNS_MAX = 10_000;

function patternOf(source: string): Pattern {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const pattern = linearPattern(source);
  if (patterns.size >= PATTERNS_MAX) patterns.clear();
  patterns.set(source, pattern);
  return pattern;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
