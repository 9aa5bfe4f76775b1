import { z } from "zod";

/** The URI that the schemas of a version are below, each by its key. */
export const SCHEMAS_URI = "gatehouse:schemas";

/** The URI of a schema by its key. */
export function schemaUri(key: string): string {
  return `${SCHEMAS_URI}#/$defs/${key}`;
}

/** The key in the URI of a schema; undefined for any other. */
export function keyOfSchemaUri(uri: string): string | undefined {
  return uri.startsWith(schemaUri("")) ? uri.slice(schemaUri("").length) : undefined;
}

/**
 * A JSON Schema of dialect 2020-12, without annotations. References lead to the version's `schemas` by `schemaUri`, or to an
 * `$id` or anchor inside of them. `x-required-in` has the names that are required in requests or in answers alone.
 */
export type JsonSchema = boolean | Readonly<Record<string, unknown>>;

const jsonSchema = z.custom<JsonSchema>(
  (value) => typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value)),
  "is not a JSON Schema",
);

/** Key of a schema in `schemas`. */
const schemaKey = z.string().min(1);

export const parameterStyle = z.enum([
  "simple",
  "label",
  "matrix",
  "form",
  "spaceDelimited",
  "pipeDelimited",
  "deepObject",
]);

export const parameterDescription = z.strictObject({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean(),
  allowEmptyValue: z.boolean(),
  style: parameterStyle,
  explode: z.boolean(),
  schema: schemaKey.optional(),
  /** The value is one text of this media type, and not written by `style`. */
  mediaType: z.string().optional(),
});

export const contentDescription = z.strictObject({
  /** A media type or range (RFC 9110, 12.5.1) in lower case, with parameters as written. */
  mediaType: z.string(),
  schema: schemaKey.optional(),
  /** Of forms: how a member is written, where that is not what follows from its schema. */
  encoding: z
    .record(
      z.string(),
      z.strictObject({
        contentType: z.string().optional(),
        style: parameterStyle.optional(),
        explode: z.boolean().optional(),
      }),
    )
    .optional(),
  /** For answers that are made up; the first one is the usual one. A text stands for itself, all else for its JSON or, under a media type of XML, for what
   * `json-to-xml` makes of it. */
  examples: z.array(z.strictObject({ name: z.string(), value: z.unknown() })).optional(),
});

export const headerDescription = z.strictObject({
  /** Lower case. */
  name: z.string(),
  required: z.boolean(),
  explode: z.boolean(),
  schema: schemaKey.optional(),
});

export const responseDescription = z.strictObject({
  headers: z.array(headerDescription),
  /** In the order of the description. */
  content: z.array(contentDescription),
});

export const operationDescription = z.strictObject({
  parameters: z.array(parameterDescription),
  requestBody: z.strictObject({ required: z.boolean(), content: z.array(contentDescription) }).optional(),
  /** By status: `200`, `4XX` or `default`. */
  responses: z.record(z.string(), responseDescription).optional(),
});

/** What the policies of a version need to know of its API description. */
export const versionDescription = z.strictObject({
  schemas: z.record(z.string(), jsonSchema),
  /** JSON Pointer in the description → key, for schemas that a policy names. */
  references: z.record(z.string(), schemaKey),
  /** Whether `format` decides on validity; in OpenAPI 3.1 it is an annotation only. */
  assertsFormats: z.boolean(),
  /** By id of the operation; only those whose policies need it. */
  operations: z.record(z.string(), operationDescription),
});

export type VersionDescription = z.infer<typeof versionDescription>;
export type OperationDescription = z.infer<typeof operationDescription>;
export type ResponseDescription = z.infer<typeof responseDescription>;
export type ContentDescription = z.infer<typeof contentDescription>;
export type ParameterDescription = z.infer<typeof parameterDescription>;
export type HeaderDescription = z.infer<typeof headerDescription>;
