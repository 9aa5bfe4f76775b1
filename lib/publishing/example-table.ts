import type { ContentDescription } from "../contract/description.ts";
import { asRecord } from "../imports/parse/pointer.ts";
import type { Description } from "../reference/documents.ts";
import { below, follow, followRecord } from "../reference/follow.ts";
import { sampleValue } from "../reference/sample.ts";
import { xmlExample } from "./xml-example.ts";

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
   * The examples of a media type, the usual one first: the author's own, else one that is made from the schema. What is neither JSON
   * nor XML can only be shown where it is a text.
   */
  examplesOf(mediaType: string, { record, pointer }: { record: Record<string, unknown>; pointer: string }): Examples {
    const schema = below(pointer, "schema");
    const given = this.#given(record, pointer).filter(({ value }) => value !== undefined);
    const isMade = given.length === 0 && record.schema !== undefined;
    const all = isMade ? [{ name: "generated", value: this.#sample(schema) }] : given;
    if (isJson(mediaType)) return all;
    if (isXml(mediaType)) {
      return all.map(({ name, value }) => ({
        name,
        value: typeof value === "string" ? value : xmlExample(this.#description, schema, value),
      }));
    }
    const isText = /^text\//i.test(mediaType);
    return all.filter(({ value }) => typeof value === "string" && (isText || !isMade));
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

function isJson(mediaType: string): boolean {
  return /[/+]json\s*(;|$)|^\*\/\*|^application\/\*/i.test(mediaType);
}

function isXml(mediaType: string): boolean {
  return /[/+]xml\s*(;|$)/i.test(mediaType);
}
