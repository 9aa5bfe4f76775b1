import type { ContentDescription } from "../contract/description.ts";
import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "../reference/documents.ts";
import { below, followRecord } from "../reference/follow.ts";
import { sampleValue } from "../reference/sample.ts";

const EXAMPLES_MAX = 50;

/**
 * The examples of an answer's media type, the usual one first: the author's own, else one that is made from the schema. What is not
 * JSON can only be shown where the author wrote it as text.
 */
export function describedExamples(
  description: Description,
  mediaType: string,
  { record, pointer }: { record: Record<string, unknown>; pointer: string },
): NonNullable<ContentDescription["examples"]> {
  const isJson = /[/+]json\s*(;|$)|^\*\/\*|^application\/\*/i.test(mediaType);
  const given = [
    ...(record.example === undefined ? [] : [{ name: "example", value: record.example }]),
    ...Object.keys(asRecord(record.examples) ?? {})
      .slice(0, EXAMPLES_MAX)
      .map((name) => ({ name, value: followRecord(description, below(pointer, "examples", name)).record.value })),
  ].filter(({ value }) => value !== undefined && (isJson || typeof value === "string"));
  if (given.length > 0 || record.schema === undefined) return given;
  const value = sampleValue(description, below(pointer, "schema"), "answer");
  const isText = /^text\//i.test(mediaType) && typeof value !== "object";
  return isJson || isText ? [{ name: "generated", value: isText ? String(value) : value }] : [];
}
