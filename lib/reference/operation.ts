import { cleanText } from "../imports/parse/clean-text.ts";
import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "./documents.ts";
import { below, followRecord } from "./follow.ts";
import { type SampleUse, sampleValue } from "./sample.ts";
import { schemaTree, type TreeBounds } from "./tree.ts";
import type { OperationReference, ReferenceAnswer, ReferenceContent, ReferenceParameter } from "./view.ts";

/** What is open when the page comes; what is folded comes when it is opened. */
const OPEN: TreeBounds = { depth: 3, nodes: 60 };
const FOLDED: TreeBounds = { depth: 0, nodes: 0 };

const TEXT_LENGTH_MAX = 50_000;
const LIST_MAX = 300;
const CONTENTS_MAX = 10;
const EXAMPLE_LENGTH_MAX = 8_000;

/** The slice of a description that one operation's page shows; undefined where the description has no such operation. */
export function describeOperation(
  description: Description,
  template: string,
  method: string,
): OperationReference | undefined {
  const item = followRecord(description, below("/paths", template));
  const at = below(item.pointer, method.toLowerCase());
  const operation = asRecord(item.record[method.toLowerCase()]);
  if (!operation) return undefined;
  return {
    summary: cleanText(operation.summary, 300),
    description: cleanText(operation.description, TEXT_LENGTH_MAX),
    parameters: parametersOf(description, item, { record: operation, pointer: at }),
    body: operation.requestBody === undefined ? null : bodyOf(description, below(at, "requestBody")),
    answers: answersOf(description, operation, below(at, "responses")),
  };
}

interface Placed {
  record: Record<string, unknown>;
  pointer: string;
}

/** Those of the path first; the operation's own replace them by name and place (OpenAPI 3.1, 4.8.10). */
function parametersOf(description: Description, item: Placed, operation: Placed): ReferenceParameter[] {
  const found = new Map<string, ReferenceParameter>();
  for (const { record, pointer } of [item, operation]) {
    const list = Array.isArray(record.parameters) ? record.parameters.slice(0, LIST_MAX) : [];
    for (const index of list.keys()) {
      const parameter = toParameter(description, below(pointer, "parameters", index));
      if (parameter) found.set(`${parameter.place} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function toParameter(description: Description, at: string): ReferenceParameter | undefined {
  const { record, pointer } = followRecord(description, at);
  const place = places.find((each) => each === record.in);
  const name = cleanText(record.name, 300);
  if (place === undefined || name === "") return undefined;
  const [mediaType] = Object.keys(asRecord(record.content) ?? {});
  const schema = mediaType === undefined ? below(pointer, "schema") : below(pointer, "content", mediaType, "schema");
  const node = schemaTree(description, schema, { depth: 2, nodes: 12 });
  const given = record.example ?? firstExample(description, record, pointer);
  return {
    name,
    place,
    isRequired: place === "path" || record.required === true,
    node: {
      ...node,
      description: cleanText(record.description, TEXT_LENGTH_MAX) || node.description,
      isDeprecated: node.isDeprecated || record.deprecated === true,
    },
    sample: asText(given ?? withName(sampleValue(description, schema, "request"), name)),
  };
}

/** A text without an example says more when it says whose it is. */
function withName(value: unknown, name: string): unknown {
  return value === "string" ? name : value;
}

const places = ["path", "query", "header", "cookie"] as const;

function bodyOf(description: Description, at: string): OperationReference["body"] {
  const { record, pointer } = followRecord(description, at);
  return {
    description: cleanText(record.description, TEXT_LENGTH_MAX),
    isRequired: record.required === true,
    contents: contentsOf(description, record, pointer, "request", OPEN),
  };
}

/** The first success is open; of the others only their first line is sent, until somebody opens them. */
function answersOf(description: Description, operation: Record<string, unknown>, at: string): ReferenceAnswer[] {
  const statuses = Object.keys(asRecord(operation.responses) ?? {})
    .filter((status) => /^([1-5](\d\d|XX)|default)$/i.test(status))
    .slice(0, LIST_MAX);
  const success = statuses.find((status) => status.startsWith("2")) ?? statuses[0];
  return statuses.map((status) => {
    const { record, pointer } = followRecord(description, below(at, status));
    return {
      status,
      description: cleanText(record.description, TEXT_LENGTH_MAX),
      headers: Object.keys(asRecord(record.headers) ?? {})
        .slice(0, LIST_MAX)
        .map((name) => toHeader(description, name, below(pointer, "headers", name))),
      contents: contentsOf(description, record, pointer, "answer", status === success ? OPEN : FOLDED),
    };
  });
}

function toHeader(description: Description, name: string, at: string): ReferenceAnswer["headers"][number] {
  const { record, pointer } = followRecord(description, at);
  const node = schemaTree(description, below(pointer, "schema"), FOLDED);
  const said = cleanText(record.description, TEXT_LENGTH_MAX);
  return { name: cleanText(name, 300), node: { ...node, description: said || node.description } };
}

function contentsOf(
  description: Description,
  record: Record<string, unknown>,
  at: string,
  use: SampleUse,
  bounds: TreeBounds,
): ReferenceContent[] {
  const mediaTypes = Object.keys(asRecord(record.content) ?? {}).slice(0, CONTENTS_MAX);
  return mediaTypes.map((mediaType, index) => {
    const { record: content, pointer } = followRecord(description, below(at, "content", mediaType));
    const schema = below(pointer, "schema");
    const hasSchema = content.schema !== undefined;
    const node = hasSchema ? schemaTree(description, schema, index === 0 ? bounds : FOLDED) : null;
    const isFolded = bounds === FOLDED || index > 0;
    const given = content.example ?? firstExample(description, content, pointer);
    const value = given ?? (hasSchema && !isFolded ? sampleValue(description, schema, use) : undefined);
    return { mediaType: cleanText(mediaType, 200), node, example: exampleText(value) };
  });
}

function firstExample(description: Description, record: Record<string, unknown>, pointer: string): unknown {
  const [name] = Object.keys(asRecord(record.examples) ?? {});
  return name === undefined ? undefined : followRecord(description, below(pointer, "examples", name)).record.value;
}

function exampleText(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
  return text.length > EXAMPLE_LENGTH_MAX ? `${text.slice(0, EXAMPLE_LENGTH_MAX).toWellFormed()}\n…` : text;
}

function asText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.slice(0, 200).toWellFormed();
}
