import type { ContentDescription } from "../contract/description.ts";
import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "../reference/documents.ts";
import { below, follow, followRecord } from "../reference/follow.ts";
import { sampleValue } from "../reference/sample.ts";

type Examples = NonNullable<ContentDescription["examples"]>;

const EXAMPLES_MAX = 50;

/** The examples of a description's answers. What is made from a schema is made once, however many operations answer with it. */
export class ExampleTable {
  readonly #description: Description;
  readonly #samples = new Map<string, unknown>();

  constructor(description: Description) {
    this.#description = description;
  }

  /**
   * The examples of a media type, the usual one first: the author's own, else one that is made from the schema. What is not JSON can
   * only be shown where the author wrote it as text.
   */
  examplesOf(mediaType: string, { record, pointer }: { record: Record<string, unknown>; pointer: string }): Examples {
    const isJson = /[/+]json\s*(;|$)|^\*\/\*|^application\/\*/i.test(mediaType);
    const given = this.#given(record, pointer).filter(
      ({ value }) => value !== undefined && (isJson || typeof value === "string"),
    );
    if (given.length > 0 || record.schema === undefined) return given;
    const value = this.#sample(below(pointer, "schema"));
    const isText = /^text\//i.test(mediaType) && typeof value !== "object";
    return isJson || isText ? [{ name: "generated", value: isText ? String(value) : value }] : [];
  }

  #given({ example, examples }: Record<string, unknown>, pointer: string): Examples {
    const names = Object.keys(asRecord(examples) ?? {}).slice(0, EXAMPLES_MAX);
    return [
      ...(example === undefined ? [] : [{ name: "example", value: example }]),
      ...names.map((name) => ({
        name,
        value: followRecord(this.#description, below(pointer, "examples", name)).record.value,
      })),
    ];
  }

  #sample(pointer: string): unknown {
    const place = follow(this.#description, pointer);
    const key = place.beside.length === 0 ? place.pointer : pointer;
    if (!this.#samples.has(key)) this.#samples.set(key, sampleValue(this.#description, key, "answer"));
    return this.#samples.get(key);
  }
}
