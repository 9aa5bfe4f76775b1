import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DescriptionError } from "../description.ts";
import { readDescription } from "./read-description.ts";

const SPECS = join(import.meta.dirname, "..", "..", "..", "..", "shared", "specs");

const operationsOf: [file: string, operations: number, saidOtherwise?: string[]][] = [
  ["asana.com.json", 167],
  ["json-schema-2020-12/openapi.json", 294],
  ["kubernetes.io.json", 845],
  ["openai.com.json", 28],
  // the name of a body parameter, the type of a file and the format of a list have no text in OpenAPI 3
  ["petstore-2.0.json", 20, ["body", "file", "multi"]],
  ["petstore-3.0.json", 20],
  ["slack.com.json", 174],
  ["spotify.com.json", 88],
  ["stripe.com.json", 452],
  ["train-travel-3.1.json", 7],
  ["xkcd.com.json", 2],
];

for (const [file, operations, saidOtherwise = []] of operationsOf) {
  test.skipIf(!existsSync(join(SPECS, file)))(`${file} is read whole: ${operations} operations`, async () => {
    const bytes = readFileSync(join(SPECS, file));
    const { description, judge } = await readDescription(bytes, { fetchReferenced: refuse });
    const verdict = await judge();
    expect(description.operations).toHaveLength(operations);
    expect(description.findings).toEqual([]);
    expect(verdict).toEqual([]);
    expect(lost(JSON.parse(bytes.toString("utf8")), JSON.parse(description.normalised))).toEqual(saidOtherwise);
  });
}

/** Texts that OpenAPI 3.1 says in another way, or in another place. */
const MOVED = new Set([
  "openapi",
  "swagger",
  "host",
  "basePath",
  "schemes",
  "consumes",
  "produces",
  "format",
  "in",
  "flow",
]);

/** Texts that the source has more often than the normalised form, by the name of their member. */
function lost(source: unknown, normalised: unknown): string[] {
  const left = countTexts(normalised, true);
  return [...countTexts(source)].filter(([text, count]) => (left.get(text) ?? 0) < count).map(([text]) => text);
}

function countTexts(root: unknown, isNormalised = false): Map<string, number> {
  const counts = new Map<string, number>();
  const open: [name: string, value: unknown][] = [["", root]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, value] = next;
    if (typeof value === "string" && !MOVED.has(name)) {
      const text = value
        .replace(/^#\/(definitions|parameters|responses)\//, "#/components/$1/")
        .replace("/definitions/", "/schemas/");
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    if (typeof value !== "object" || value === null) continue;
    for (const [member, inner] of Object.entries(value)) {
      // a form's parameters become the properties of a schema
      if (isNormalised) counts.set(member, (counts.get(member) ?? 0) + 1);
      // binary strings have no type in JSON Schema 2020-12
      if (member === "type" && Reflect.get(value, "format") === "binary") continue;
      if (!MOVED.has(member)) open.push([Array.isArray(value) ? name : member, inner]);
    }
  }
  return counts;
}

async function refuse(url: string): Promise<never> {
  throw new DescriptionError("url-not-allowed", url);
}
