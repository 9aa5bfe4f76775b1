import { Problem } from "@gatehouse/contract/problem.ts";
import { PolicyError, type Site } from "../define.ts";
import type { Ended, Exchange } from "../exchange.ts";
import { compileExpression } from "./compile.ts";
import type { Standing } from "./environment.ts";

/** A text of a policy: fixed, or with `${…}` that each exchange fills in. */
export interface Text {
  /** The whole of it where it holds no expression: then nothing is left to do per exchange. */
  readonly fixed: string | undefined;
  read(exchange: Exchange, ended?: Ended): string;
}

/** @throws PolicyError for a faulty expression. */
export function compileText(text: string, pointer: string, site: Site, standing?: Standing): Text {
  const parts = splitText(text, pointer);
  const [only = ""] = parts;
  if (parts.length <= 1) return { fixed: only, read: () => only };
  const readers = parts.map((part, index) => {
    if (index % 2 === 0) return () => part;
    const { evaluate } = compileExpression(part, pointer, site, standing);
    return (exchange: Exchange, ended?: Ended) => toText(evaluate(exchange, ended));
  });
  return {
    fixed: undefined,
    read(exchange, ended) {
      let whole = "";
      for (const reader of readers) whole += reader(exchange, ended);
      return whole;
    },
  };
}

/** Like `compileText`, but a text that is one single expression keeps the type of its value. */
export function compileValue(text: string, pointer: string, site: Site): (exchange: Exchange) => unknown {
  const parts = splitText(text, pointer);
  const [before, expression, after] = parts;
  if (parts.length === 3 && expression !== undefined && before === "" && after === "") {
    const { evaluate } = compileExpression(expression, pointer, site);
    return (exchange) => toPlain(evaluate(exchange));
  }
  return compileText(text, pointer, site).read;
}

/** A text for a header: a value with a line break would start another line, and others no header can carry. */
export function compileHeaderText(text: string, pointer: string, site: Site): Text {
  const { fixed, read } = compileText(text, pointer, site);
  if (fixed !== undefined) return { fixed, read };
  return {
    fixed,
    read(exchange, ended) {
      const value = read(exchange, ended).trim();
      if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
        throw new Problem("policy-failed", `The expression of ${site.id} gives what a header cannot carry.`);
      }
      return value;
    },
  };
}

/** Even entries are text, odd ones expressions. */
function splitText(text: string, pointer: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
    const end = expressionEnd(text, at + 2);
    if (end < 0) throw new PolicyError("holds an expression that does not end", pointer);
    parts.push(text.slice(from, at), text.slice(at + 2, end).trim());
    from = end + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Where the closing brace stands: braces in strings and of maps are part of the expression. */
function expressionEnd(text: string, from: number): number {
  let depth = 0;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth++;
    else if (character === "}" && depth-- === 0) return at;
  }
  return -1;
}

/** A value of the language as text: JSON for lists and maps, nothing for null. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  const plain = toPlain(value);
  if (plain === null || plain === undefined) return "";
  return typeof plain === "object" ? JSON.stringify(plain) : String(plain);
}

/** A value of the language as one of JSON. Integers beyond 2⁵³ become text, which keeps them whole. */
function toPlain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.every(isPlain) ? value : value.map(toPlain);
  if (isPlain(value)) return value;
  const members = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(members.map(([name, member]) => [String(name), toPlain(member)]));
}

/** Whether there is nothing to change in it: most of a body is as JSON.parse made it, and need not be copied. */
function isPlain(value: unknown): boolean {
  if (typeof value === "bigint") return false;
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const name in value) if (!isPlain(Reflect.get(value, name))) return false;
  return true;
}
