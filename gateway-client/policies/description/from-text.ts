import type { ValueTypes } from "./value-types.ts";

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The value that a text stands for in a parameter or a form, by what its schema says: a number where it may be one and looks like
 * one, else the text itself, which the schema then judges.
 */
export function scalarFromText(text: string, { types }: ValueTypes): unknown {
  if ((types.has("number") || types.has("integer")) && NUMBER.test(text)) return Number(text);
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  if (types.has("null") && (text === "null" || (text === "" && !types.has("string")))) return null;
  return text;
}

export function listFromTexts(texts: readonly string[], { items }: ValueTypes): unknown[] {
  return texts.map((text) => scalarFromText(text, items));
}

/** Later members of one name replace earlier ones, as in JSON. */
export function objectFromTexts(members: readonly (readonly [string, string])[], types: ValueTypes): object {
  return Object.fromEntries(members.map(([name, text]) => [name, scalarFromText(text, types.property(name))]));
}

/** Whether a value written in one text is a list or an object: where both are possible, the list. */
export function shapeOf({ types, hasProperties }: ValueTypes): "scalar" | "list" | "object" {
  if (types.has("array")) return "list";
  return types.has("object") || (types.size === 0 && hasProperties) ? "object" : "scalar";
}
