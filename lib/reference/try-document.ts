import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "./documents.ts";
import { below, follow, followRecord } from "./follow.ts";

/** A form is filled in by people: what lies deeper than this they write as JSON. */
const DEPTH_MAX = 5;
const NODES_MAX = 3_000;

/**
 * A description of one operation alone, with what a request of it is made of: what the form of Try it is drawn from. As OpenAPI
 * 3.0, which Swagger UI reads without the 300 kB of script that it needs for 3.1; a form loses nothing by it.
 */
export function tryDocument(
  description: Description,
  template: string,
  method: string,
  server: string,
  /** What the gateway asks for besides the description's own parameters: the version, say. */
  further: object[] = [],
): Description {
  const item = followRecord(description, below("/paths", template));
  const verb = method.toLowerCase();
  const operation = asRecord(item.record[verb]) ?? {};
  const inline: Inlining = { description, left: NODES_MAX };
  const parameters = [item, { record: operation, pointer: below(item.pointer, verb) }].flatMap(({ record, pointer }) =>
    (Array.isArray(record.parameters) ? record.parameters : []).map((_, index) =>
      inlined(inline, below(pointer, "parameters", index), 0, []),
    ),
  );
  return {
    openapi: "3.0.3",
    info: { title: "", version: "" },
    servers: [{ url: server }],
    paths: {
      [template]: {
        [verb]: {
          operationId: "try",
          parameters: lastOfEach([...parameters, ...further]),
          ...(operation.requestBody === undefined
            ? {}
            : { requestBody: inlined(inline, below(item.pointer, verb, "requestBody"), 0, []) }),
          responses: { default: { description: "" } },
        },
      },
    },
  };
}

interface Inlining {
  description: Description;
  left: number;
}

/** The value with its references written out, to a bound; a schema inside itself ends where it begins again. */
function inlined(inlining: Inlining, at: string, depth: number, ancestors: string[]): unknown {
  const { value, pointer, beside } = follow(inlining.description, at);
  if (--inlining.left <= 0 || ancestors.includes(pointer)) return {};
  if (Array.isArray(value)) {
    return value.map((_, index) => inlined(inlining, below(pointer, index), depth, ancestors));
  }
  const record = asRecord(value);
  if (!record) return value;
  const isReference = pointer !== at;
  if (isReference && depth >= DEPTH_MAX) return { type: record.type ?? "object" };
  const within = isReference ? [...ancestors, pointer] : ancestors;
  const entries = Object.keys(record)
    .filter((name) => !UNWANTED.has(name) && !name.startsWith("x-"))
    .map((name) => [name, inlined(inlining, below(pointer, name), depth + (isReference ? 1 : 0), within)]);
  return asOpenApi30(Object.assign(Object.fromEntries(entries), ...beside.toReversed()));
}

/** The keywords of JSON Schema that OpenAPI 3.0 says otherwise, or not at all. */
function asOpenApi30(record: Record<string, unknown>): Record<string, unknown> {
  const { type, const: only, examples, exclusiveMinimum: _above, exclusiveMaximum: _under, ...rest } = record;
  const types = Array.isArray(type) ? type : undefined;
  const kind = types?.find((each) => each !== "null") ?? (types ? undefined : type);
  const [example] = Array.isArray(examples) ? examples : [];
  return {
    ...rest,
    ...(kind === undefined ? {} : { type: kind }),
    ...(types?.includes("null") ? { nullable: true } : {}),
    ...(only === undefined ? {} : { enum: [only] }),
    ...(example === undefined ? {} : { example }),
    // Of a parameter or a body they have names, and are no schema's.
    ...(examples !== undefined && !Array.isArray(examples) ? { examples } : {}),
  };
}

/** Nothing that a request is made of. */
const UNWANTED = new Set(["externalDocs", "xml", "discriminator", "$schema", "$id", "$anchor", "$dynamicAnchor"]);

function lastOfEach(parameters: unknown[]): unknown[] {
  const byName = new Map(parameters.map((each) => [`${asRecord(each)?.in} ${asRecord(each)?.name}`, each]));
  return [...byName.values()];
}
