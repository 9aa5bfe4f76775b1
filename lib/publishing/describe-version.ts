import type {
  ContentDescription,
  HeaderDescription,
  OperationDescription,
  ParameterDescription,
  ResponseDescription,
  VersionDescription,
} from "../contract/description.ts";
import { parameterStyle } from "../contract/description.ts";
import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "../reference/documents.ts";
import { below, followRecord } from "../reference/follow.ts";
import type { DescriptionUses } from "./description-uses.ts";
import { ExampleTable } from "./example-table.ts";
import { SchemaTable } from "./schema-table.ts";
import type { DescriptionSource, OperationSource } from "./sources.ts";

/** What the policies of a version need of its description; undefined where they need nothing of it. */
export function describeVersion(
  source: DescriptionSource,
  operations: readonly { operation: OperationSource; uses: DescriptionUses }[],
  /** In place of described ones of the same name and place. */
  ownParameters: readonly ParameterDescription[] = [],
): VersionDescription | undefined {
  const describing: Describing = {
    ownParameters,
    description: source.document,
    table: new SchemaTable(source.document),
    examples: new ExampleTable(source.document),
  };
  const described = operations.flatMap(({ operation, uses }) => {
    const found = usesAnything(uses) ? describeOperation(describing, operation, uses) : undefined;
    return found ? [[operation.key, found] as const] : [];
  });
  if (described.length === 0) return undefined;
  const references = new Set(operations.flatMap(({ uses }) => uses.references));
  return {
    operations: Object.fromEntries(described),
    references: Object.fromEntries(
      [...references].flatMap((pointer) => {
        const key = describing.table.keyOf(pointer);
        return key === undefined ? [] : [[pointer, key]];
      }),
    ),
    assertsFormats: source.assertsFormats,
    schemas: describing.table.schemas,
  };
}

interface Describing {
  ownParameters: readonly ParameterDescription[];
  description: Description;
  table: SchemaTable;
  examples: ExampleTable;
}

function usesAnything({ references: _references, ...uses }: DescriptionUses): boolean {
  return Object.values(uses).includes(true);
}

function describeOperation(
  describing: Describing,
  { template, method }: OperationSource,
  uses: DescriptionUses,
): OperationDescription | undefined {
  const item = followRecord(describing.description, below("/paths", template));
  const at = below(item.pointer, method.toLowerCase());
  const operation = asRecord(item.record[method.toLowerCase()]);
  if (!operation) return undefined;
  const { requestContent, responseContent, headers, statuses, examples } = uses;
  const isAnswerUsed = responseContent || headers || statuses || examples;
  return {
    parameters: uses.parameters ? parametersOf(describing, item, { record: operation, pointer: at }) : [],
    ...(requestContent && operation.requestBody !== undefined
      ? { requestBody: bodyOf(describing, below(at, "requestBody")) }
      : {}),
    ...(isAnswerUsed ? { responses: responsesOf(describing, operation, below(at, "responses"), uses) } : {}),
  };
}

interface Placed {
  record: Record<string, unknown>;
  pointer: string;
}

/** The operation's own replace those of the path by name and place. */
function parametersOf(describing: Describing, item: Placed, operation: Placed): ParameterDescription[] {
  const found = new Map<string, ParameterDescription>();
  for (const { record, pointer } of [item, operation]) {
    for (const index of (Array.isArray(record.parameters) ? record.parameters : []).keys()) {
      const parameter = parameterAt(describing, below(pointer, "parameters", index));
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  for (const own of describing.ownParameters) found.set(`${own.in} ${own.name}`, own);
  return [...found.values()];
}

const places = ["path", "query", "header", "cookie"] as const;
/** Described elsewhere; a parameter of that name is to be ignored (OpenAPI 3.1, 4.8.12.1). */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

function parameterAt(describing: Describing, at: string): ParameterDescription | undefined {
  const { record, pointer } = followRecord(describing.description, at);
  const place = places.find((each) => each === record.in);
  if (place === undefined || typeof record.name !== "string") return undefined;
  const name = place === "header" ? record.name.toLowerCase() : record.name;
  if (place === "header" && IGNORED_HEADERS.has(name)) return undefined;
  const fallback = place === "query" || place === "cookie" ? "form" : "simple";
  const style = parameterStyle.safeParse(record.style).data ?? fallback;
  const [mediaType] = Object.keys(asRecord(record.content) ?? {});
  const schemaAt = mediaType === undefined ? below(pointer, "schema") : below(pointer, "content", mediaType, "schema");
  return {
    name,
    in: place,
    required: place === "path" || record.required === true,
    allowEmptyValue: record.allowEmptyValue === true,
    style,
    explode: typeof record.explode === "boolean" ? record.explode : style === "form",
    ...schemaOf(describing, schemaAt),
    ...(mediaType === undefined ? {} : { mediaType: mediaType.toLowerCase() }),
  };
}

function schemaOf({ table }: Describing, pointer: string): { schema?: string } {
  const schema = table.keyOf(pointer);
  return schema === undefined ? {} : { schema };
}

function bodyOf(describing: Describing, at: string): NonNullable<OperationDescription["requestBody"]> {
  const { record, pointer } = followRecord(describing.description, at);
  return { required: record.required === true, content: contentsOf(describing, record, pointer, { schemas: true }) };
}

function responsesOf(
  describing: Describing,
  operation: Record<string, unknown>,
  at: string,
  { responseContent, headers, examples }: DescriptionUses,
): Record<string, ResponseDescription> {
  const statuses = Object.keys(asRecord(operation.responses) ?? {}).filter((status) =>
    /^([1-5](\d\d|XX)|default)$/i.test(status),
  );
  return Object.fromEntries(
    statuses.map((status) => {
      const { record, pointer } = followRecord(describing.description, below(at, status));
      const content =
        responseContent || examples
          ? contentsOf(describing, record, pointer, { schemas: responseContent, examples })
          : [];
      return [status, { headers: headers ? headersOf(describing, record, pointer) : [], content }];
    }),
  );
}

function headersOf(describing: Describing, response: Record<string, unknown>, at: string): HeaderDescription[] {
  return Object.keys(asRecord(response.headers) ?? {})
    .filter((name) => name.toLowerCase() !== "content-type")
    .map((name) => {
      const { record, pointer } = followRecord(describing.description, below(at, "headers", name));
      return {
        name: name.toLowerCase(),
        required: record.required === true,
        explode: record.explode === true,
        ...schemaOf(describing, below(pointer, "schema")),
      };
    });
}

function contentsOf(
  describing: Describing,
  record: Record<string, unknown>,
  at: string,
  wanted: { schemas?: boolean; examples?: boolean },
): ContentDescription[] {
  return Object.keys(asRecord(record.content) ?? {}).map((mediaType) => {
    const place = followRecord(describing.description, below(at, "content", mediaType));
    const encoding = encodingOf(place.record);
    const examples = wanted.examples ? describing.examples.examplesOf(mediaType, place) : [];
    return {
      mediaType: mediaType.toLowerCase(),
      ...(wanted.schemas ? schemaOf(describing, below(place.pointer, "schema")) : {}),
      ...(Object.keys(encoding).length === 0 ? {} : { encoding }),
      ...(examples.length === 0 ? {} : { examples }),
    };
  });
}

function encodingOf({ encoding }: Record<string, unknown>): NonNullable<ContentDescription["encoding"]> {
  return Object.fromEntries(
    Object.entries(asRecord(encoding) ?? {}).flatMap(([name, said]) => {
      const { contentType, style, explode } = asRecord(said) ?? {};
      const known = {
        ...(typeof contentType === "string" ? { contentType } : {}),
        ...(parameterStyle.safeParse(style).success ? { style: parameterStyle.parse(style) } : {}),
        ...(typeof explode === "boolean" ? { explode } : {}),
      };
      return Object.keys(known).length > 0 ? [[name, known]] : [];
    }),
  );
}
