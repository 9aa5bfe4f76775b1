import type { Description } from "./documents.ts";
import { type MergedSchema, mergedSchema } from "./merged.ts";

/** `request` leaves out what callers may do without, `answer` shows what comes back. */
export type SampleUse = "request" | "answer";

const DEPTH_MAX = 6;
const VALUES_MAX = 120;
const OPTIONAL_MAX: Record<SampleUse, number> = { request: 4, answer: 14 };
/** Within a request's members: whoever sends optional objects knows what for. */
const OPTIONAL_INSIDE_MAX = 2;

/** A value that the schema at the pointer takes, as far as its author's examples and its keywords tell. */
export function sampleValue(description: Description, pointer: string, use: SampleUse): unknown {
  return whole(sample({ description, use, left: VALUES_MAX }, pointer, new Set()), mergedSchema(description, pointer));
}

/** In place of a list or an object that would go on for too long: whoever can do without it leaves it out. */
const CUT = Symbol("cut");

function whole(value: unknown, schema: MergedSchema): unknown {
  if (value !== CUT) return value;
  if (schema.isNullable) return null;
  return schema.types.includes("array") ? [] : {};
}

interface Sampling {
  description: Description;
  use: SampleUse;
  /** How many values may still be written: a sample is read by people. */
  left: number;
}

function sample(sampling: Sampling, pointer: string, ancestors: ReadonlySet<string>): unknown {
  sampling.left--;
  const schema = mergedSchema(sampling.description, pointer);
  const given = givenValue(schema);
  if (given !== undefined) return given;
  const [type = schema.isNullable && schema.choices.length === 0 ? "null" : "any"] = schema.types;
  const isPlain = type !== "array" && type !== "object" && schema.properties.size + schema.choices.length === 0;
  if (isPlain) return plainValue(type, schema.keywords);
  if (ancestors.has(schema.pointer) || ancestors.size >= DEPTH_MAX || sampling.left <= 0) return CUT;
  const within = new Set([...ancestors, schema.pointer]);
  if (type === "array") return sampleList(sampling, schema, within);
  if (type === "object" || schema.properties.size > 0) return sampleObject(sampling, schema, within);
  const branches = type === "any" ? (schema.choices[0]?.branches ?? []) : [];
  for (const branch of branches) {
    const value = sample(sampling, branch, within);
    if (value !== CUT) return value;
  }
  return branches.length > 0 ? CUT : plainValue(type, schema.keywords);
}

/** What the author gave: an example before a default before the first allowed value. */
function givenValue({ keywords }: MergedSchema): unknown {
  const { const: only, example, examples, default: usual, enum: allowed } = keywords;
  if (only !== undefined) return only;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (example !== undefined) return example;
  if (usual !== undefined && usual !== null) return usual;
  return Array.isArray(allowed) ? (allowed.find((value) => value !== null) ?? undefined) : undefined;
}

function sampleList(sampling: Sampling, { inner }: MergedSchema, within: ReadonlySet<string>): unknown[] {
  const entry = inner.get("items") ?? inner.get("prefixItems 0");
  const item = entry === undefined ? CUT : sample(sampling, entry, within);
  return item === CUT ? [] : [item];
}

function sampleObject(sampling: Sampling, schema: MergedSchema, within: ReadonlySet<string>): unknown {
  const branch = schema.choices[0]?.branches[0];
  const chosen = branch === undefined ? undefined : sample(sampling, branch, within);
  const written = new Map<string, unknown>();
  let optional = 0;
  // What is required comes first while values may still be written, and stands where the author put it.
  const isRequired = ([name]: [string, string]) => schema.required.has(name);
  const [first, later] = [
    [...schema.properties].filter(isRequired),
    [...schema.properties].filter((one) => !isRequired(one)),
  ];
  for (const [name, pointer] of [...first, ...later]) {
    const { keywords } = mergedSchema(sampling.description, pointer);
    if (keywords[sampling.use === "request" ? "readOnly" : "writeOnly"] === true) continue;
    const isOptional = !schema.required.has(name);
    if (isOptional && (keywords.deprecated === true || sampling.left <= 0)) continue;
    if (isOptional && !mayShow(sampling, pointer, within.size, ++optional)) continue;
    const value = sample(sampling, pointer, within);
    if (value === CUT && isOptional) continue;
    written.set(name, whole(value, mergedSchema(sampling.description, pointer)));
  }
  const entries = [...schema.properties.keys()].flatMap((name): [string, unknown][] =>
    written.has(name) ? [[name, written.get(name)]] : [],
  );
  const further = schema.inner.get("additionalProperties");
  if (entries.length === 0 && further !== undefined && typeof schema.keywords.additionalProperties === "object") {
    const value = sample(sampling, further, within);
    if (value !== CUT) entries.push(["name", value]);
  }
  const own = Object.fromEntries(entries);
  return typeof chosen === "object" && chosen !== null && !Array.isArray(chosen) ? { ...chosen, ...own } : own;
}

function mayShow({ description, use }: Sampling, pointer: string, depth: number, optional: number): boolean {
  if (use === "answer" || depth === 1) return optional <= OPTIONAL_MAX[use];
  const { types, properties, choices } = mergedSchema(description, pointer);
  const isPlain = !types.includes("object") && !types.includes("array") && properties.size + choices.length === 0;
  return isPlain && optional <= OPTIONAL_INSIDE_MAX;
}

function plainValue(type: string, keywords: Record<string, unknown>): unknown {
  if (type === "integer" || type === "number") return sampleNumber(keywords);
  if (type === "boolean") return true;
  if (type === "null") return null;
  if (type === "any") return {};
  return formats.get(String(keywords.format)) ?? "string";
}

function sampleNumber({ minimum, exclusiveMinimum, maximum }: Record<string, unknown>): number {
  if (typeof minimum === "number") return minimum;
  if (typeof exclusiveMinimum === "number") return exclusiveMinimum + 1;
  return typeof maximum === "number" && maximum < 1 ? maximum : 1;
}

const formats = new Map([
  ["date", "2026-11-20"],
  ["date-time", "2026-11-20T10:00:00Z"],
  ["time", "10:00:00Z"],
  ["duration", "P1D"],
  ["email", "ada@example.com"],
  ["uuid", "7b0d2a52-6f0e-4d3a-9a52-0d2f8f9b7c11"],
  ["uri", "https://example.com"],
  ["url", "https://example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["byte", "Z2F0ZWhvdXNl"],
  ["binary", "<file>"],
]);
