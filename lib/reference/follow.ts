import { escapeToken } from "../contract/faults.ts";
import { asRecord, decodedFragment, pointerTokens, valueAt } from "../imports/parse/pointer.ts";
import type { Description } from "./documents.ts";

/** References to references: real descriptions have two. */
const STEPS_MAX = 20;

export interface Followed {
  value: unknown;
  /** Where it was found in the end: two ways to one schema end at the same place. */
  pointer: string;
  /** What stood beside the references on the way, the outermost first (OpenAPI 3.1 lets summary and description stand there). */
  beside: Record<string, unknown>[];
}

/** What is at a pointer, through all references; `value` is undefined where they lead nowhere or round in a circle. */
export function follow(description: Description, from: string): Followed {
  const beside: Record<string, unknown>[] = [];
  let pointer = from;
  for (let step = 0; step < STEPS_MAX; step++) {
    const value = valueAt(description, pointer);
    const reference = asRecord(value)?.$ref;
    if (typeof reference !== "string") return { value, pointer, beside };
    const { $ref: _reference, ...rest } = asRecord(value) ?? {};
    if (Object.keys(rest).length > 0) beside.push(rest);
    if (!reference.startsWith("#")) break;
    pointer = decodedFragment(reference);
  }
  return { value: undefined, pointer, beside };
}

/** The same, as an object; empty where there is none. */
export function followRecord(
  description: Description,
  from: string,
): { record: Record<string, unknown>; pointer: string } {
  const { value, pointer, beside } = follow(description, from);
  return { record: Object.assign({}, asRecord(value), ...beside.toReversed()), pointer };
}

export function below(pointer: string, ...tokens: (string | number)[]): string {
  return tokens.reduce<string>((path, token) => `${path}/${escapeToken(String(token))}`, pointer);
}

/** `Line` for `/components/schemas/Line`; undefined for what has no name of its own. */
export function componentName(pointer: string): string | undefined {
  const [first, second, name, ...deeper] = pointerTokens(pointer);
  if (first === "components" && second === "schemas" && deeper.length === 0) return name;
  if ((first === "definitions" || first === "$defs") && second !== undefined && name === undefined) return second;
  return undefined;
}
