import type { z } from "zod";
import type { ShownProblem } from "#lib/client/send.ts";

/** The JSON Pointer (RFC 6901) of a field: `email` and `/email` are the same one. */
export function pointerOf(name: string): string {
  return name.startsWith("/") ? name : `/${name}`;
}

export function valueAt(values: unknown, pointer: string): unknown {
  let value = values;
  for (const key of keysOf(pointer)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** A copy of `values` with one member changed; only the objects on the way are copied. */
export function withValueAt(values: unknown, pointer: string, next: unknown): unknown {
  return setIn(values, keysOf(pointer), next);
}

/** The first thing wrong at each place, in words for the person who fills in the form. */
export function errorsByPointer(schema: z.ZodType, values: unknown): Map<string, string> {
  const result = schema.safeParse(values, { error: issueInWords });
  const errors = new Map<string, string>();
  for (const issue of result.error?.issues ?? []) {
    const pointer = issue.path.map((key) => `/${escapeKey(String(key))}`).join("");
    if (!errors.has(pointer)) errors.set(pointer, forPeople(issue.message, valueAt(values, pointer)));
  }
  return errors;
}

/** Schemas speak of a member, as the API's answers do: “is not an e-mail address”. A sentence is left as it is. */
function forPeople(message: string, value: unknown): string {
  if (!/^[a-z]/.test(message)) return message;
  if (value === "") return FILL_IN;
  const isPredicate = /^(excludes|goes|has|is|looks|must|names|needs|says|uses)\b/.test(message);
  const sentence = isPredicate ? `This ${message}` : message.charAt(0).toUpperCase() + message.slice(1);
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}

const FILL_IN = "Fill this in.";

/** Puts each error of a refusal at its field; what remains is told above the form. */
export function placeErrors(refusal: ShownProblem, fields: { has(pointer: string): boolean }) {
  const errors = refusal.errors ?? [];
  const left = errors.filter(({ pointer }) => !fields.has(pointer));
  const placed = new Map(
    errors.filter((error) => fields.has(error.pointer)).map((error) => [error.pointer, error.detail]),
  );
  const isAllPlaced = errors.length > 0 && left.length === 0;
  return { placed, rest: isAllPlaced ? undefined : { ...refusal, errors: left } };
}

/** Words for what zod says in terms of types; a message written in the schema itself goes before these. */
function issueInWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined || issue.input === null || issue.input === "" ? FILL_IN : undefined;
    case "too_small":
      if (issue.origin === "string") {
        return issue.minimum === 1 || issue.input === "" ? FILL_IN : `At least ${issue.minimum} characters.`;
      }
      return issue.origin === "array" ? `Choose at least ${issue.minimum}.` : `${issue.minimum} or more.`;
    case "too_big":
      if (issue.origin === "string") return `At most ${issue.maximum} characters.`;
      return issue.origin === "array" ? `At most ${issue.maximum}.` : `${issue.maximum} or less.`;
    case "invalid_format":
      if (issue.input === "") return FILL_IN;
      return formatsInWords.get(issue.format);
    case "invalid_value":
      return "Choose one of the values.";
    default:
      return undefined;
  }
}

const formatsInWords = new Map([
  ["email", "Write an e-mail address, such as ada@example.com."],
  ["url", "Write a whole address, such as https://example.com."],
]);

function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function setIn(value: unknown, keys: string[], next: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? setIn(item, rest, next) : item));
  }
  const before = typeof value === "object" && value !== null ? value : {};
  return { ...before, [key]: setIn(Reflect.get(before, key), rest, next) };
}
