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
  return sample({ description, use, left: VALUES_MAX }, pointer, new Set());
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
  if (ancestors.has(schema.pointer) || ancestors.size >= DEPTH_MAX || sampling.left <= 0) return emptyValue(schema);
  const within = new Set([...ancestors, schema.pointer]);
  const [type = schema.isNullable && schema.choices.length === 0 ? "null" : "any"] = schema.types;
  if (type === "array") return sampleList(sampling, schema, within);
  if (type === "object" || schema.properties.size > 0) return sampleObject(sampling, schema, within);
  const branch = schema.choices[0]?.branches[0];
  if (type === "any" && branch !== undefined) return sample(sampling, branch, within);
  return plainValue(type, schema.keywords);
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
  return entry === undefined ? [] : [sample(sampling, entry, within)];
}

function sampleObject(sampling: Sampling, schema: MergedSchema, within: ReadonlySet<string>): unknown {
  const branch = schema.choices[0]?.branches[0];
  const chosen = branch === undefined ? undefined : sample(sampling, branch, within);
  const entries: [string, unknown][] = [];
  let optional = 0;
  for (const [name, pointer] of schema.properties) {
    const { keywords } = mergedSchema(sampling.description, pointer);
    if (keywords[sampling.use === "request" ? "readOnly" : "writeOnly"] === true || keywords.deprecated === true)
      continue;
    if (!schema.required.has(name) && !mayShow(sampling, pointer, within.size, ++optional)) continue;
    if (sampling.left <= 0) break;
    entries.push([name, sample(sampling, pointer, within)]);
  }
  const further = schema.inner.get("additionalProperties");
  if (entries.length === 0 && further !== undefined && typeof schema.keywords.additionalProperties === "object") {
    entries.push(["name", sample(sampling, further, within)]);
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

function emptyValue({ types }: MergedSchema): unknown {
  if (types.includes("array")) return [];
  return types.length === 0 || types.includes("object") ? {} : plainValue(types[0] ?? "string", {});
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
