import { z } from "zod";
import { escapeToken, type Fault, schemaFaults } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";

const DEPTH_MAX = 100;

/** The JSON text of a body. Text that Postgres or UTF-8 could not hold is refused here, once for all. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const value = decodeJson(bytes);
  assertStorable(value, "");
  return value;
}

/** The value as its schema gives it; a Problem `invalid-input` with every fault otherwise. */
export function parseBody<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidInput(schemaFaults(result.error));
}

/** Path or query parameters as their schema gives them; a name that it does not list is refused. */
export function parseParameters<T extends z.ZodObject>(schema: T, values: Record<string, unknown>): z.output<T> {
  for (const [name, value] of Object.entries(values)) assertStorable(value, name);
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(schema.shape, name));
  if (unknown.length > 0) {
    throw invalidInput(unknown.map((name) => ({ pointer: name, detail: "is not a parameter here" })));
  }
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  throw invalidInput(schemaFaults(result.error, ([name]) => String(name ?? "")));
}

/** Query parameters by name: text, or a list where the name repeats or its schema is a list. */
export function queryValues(schema: z.ZodObject, query: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const all = query.getAll(name);
    values[name] = all.length > 1 || isList(schema.shape[name]) ? all : all[0];
  }
  return values;
}

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    // the boundary where a stranger's bytes become values
    throw new Problem("malformed-body", error instanceof SyntaxError ? error.message : "It is not UTF-8.");
  }
}

/** Refuses NUL and lone surrogates, which a text column cannot hold, and nesting that would exhaust the stack. */
function assertStorable(root: unknown, at: string): void {
  const open: { value: unknown; at: string; depth: number }[] = [{ value: root, at, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > DEPTH_MAX) throw new Problem("malformed-body", `It is nested deeper than ${DEPTH_MAX} levels.`);
    if (typeof next.value === "string" && !isStorable(next.value)) throw notStorable(next.at);
    if (typeof next.value !== "object" || next.value === null) continue;
    for (const [name, value] of Object.entries(next.value)) {
      if (!isStorable(name)) throw notStorable(next.at);
      open.push({ value, at: `${next.at}/${escapeToken(name)}`, depth: next.depth + 1 });
    }
  }
}

/** Whether a text column can hold it: Postgres has neither NUL nor half a character. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

function notStorable(pointer: string): Problem {
  return invalidInput([{ pointer, detail: "holds a NUL character or half of a surrogate pair" }]);
}

function invalidInput(errors: Fault[]): Problem {
  const first = errors[0];
  return new Problem("invalid-input", first && `${first.pointer || "The body"}: ${first.detail}`, { errors });
}
