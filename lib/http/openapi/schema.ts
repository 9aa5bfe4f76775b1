import { z } from "zod";

/** The JSON Schema (2020-12, as OpenAPI 3.1 has it) of what a zod schema takes in or gives out. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, "~standard": _standard, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

/** One parameter for each member of the schema. */
export function parameters(schema: z.ZodObject | undefined, place: "path" | "query") {
  return Object.entries(schema?.shape ?? {}).map(([name, member]) => ({
    name,
    in: place,
    required: place === "path" || !acceptsNothing(member),
    schema: textual(jsonSchema(asSchema(member), "output")),
  }));
}

function acceptsNothing(member: unknown): boolean {
  return asSchema(member).safeParse(undefined).success;
}

/** `shape` types its members by zod's core interface, which every schema of zod implements. */
function asSchema(member: unknown): z.ZodType {
  if (member instanceof z.ZodType) return member;
  throw new TypeError("A parameter's schema must be one of zod's.");
}

/** Bounds that only say "a safe integer" are zod's, not ours. */
function textual(schema: Record<string, unknown>): Record<string, unknown> {
  const { maximum, minimum, ...rest } = schema;
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  };
}
