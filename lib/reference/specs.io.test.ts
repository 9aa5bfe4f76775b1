import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asRecord } from "../imports/parse/pointer.ts";
import { readDescription } from "../imports/parse/read-description.ts";
import { mergedSchema } from "./merged.ts";
import { describeOperation } from "./operation.ts";
import { sampleValue } from "./sample.ts";
import { schemaTree } from "./tree.ts";
import { tryDocument } from "./try-document.ts";
import type { OperationReference, SchemaNode } from "./view.ts";

const SPECS = join(import.meta.dirname, "..", "..", "..", "shared", "specs");
const isThere = existsSync(SPECS);
const files = isThere
  ? [...readdirSync(SPECS).filter((name) => name.endsWith(".json")), "json-schema-2020-12/openapi.json"]
  : ["the shared specs are absent"];

/** Of one operation's page: a description of 6 MB must not make it larger than one of 6 kB would be. */
const PAGE_BYTES_MAX = 150_000;
const FORM_BYTES_MAX = 400_000;

test.skipIf(!isThere).each(files)("%s: each operation is described whole, within bounds", async (file) => {
  const { description: read } = await readDescription(readFileSync(join(SPECS, file)), { fetchReferenced: refuse });
  const description = asRecord(JSON.parse(read.normalised)) ?? {};
  const opened = new Set<string>();
  for (const { key, template, method } of read.operations) {
    const reference = describeOperation(description, template, method);
    if (!reference) throw new Error(`${key} is not there`);
    expect(JSON.stringify(reference).length, key).toBeLessThan(PAGE_BYTES_MAX);
    expect(reference.answers.length, key).toBeGreaterThan(0);
    for (const node of nodesOf(reference)) openAll(description, node, opened);
    const form = tryDocument(description, template, method, "https://api.example");
    expect(JSON.stringify(form).length, key).toBeLessThan(FORM_BYTES_MAX);
    expect(JSON.stringify(form), key).not.toContain('"$ref"');
  }
  for (const pointer of opened) {
    const names = schemaTree(description, pointer, { depth: 1, nodes: 0 }).members.filter(isProperty).map(nameOf);
    expect(names, pointer).toEqual([...mergedSchema(description, pointer).properties.keys()]);
    sampleValue(description, pointer, "answer");
  }
});

/** Everything that can be opened below a node is there, once each. */
function openAll(description: Record<string, unknown>, node: SchemaNode, opened: Set<string>): void {
  if (node.more !== null) {
    if (opened.has(node.more)) return;
    opened.add(node.more);
    const rest = schemaTree(description, node.more, { depth: 3, nodes: 60 });
    expect(rest.members.length + rest.choices.length, node.more).toBeGreaterThan(0);
    openAll(description, { ...rest, more: null }, opened);
    return;
  }
  for (const { node: inner } of node.members) openAll(description, inner, opened);
  for (const { branches } of node.choices) for (const { node: inner } of branches) openAll(description, inner, opened);
}

function nodesOf({ parameters, body, answers }: OperationReference): SchemaNode[] {
  const contents = [...(body?.contents ?? []), ...answers.flatMap(({ contents }) => contents)];
  return [...parameters.map(({ node }) => node), ...contents.flatMap(({ node }) => node ?? [])];
}

const isProperty = ({ kind }: { kind: string }) => kind === "property";
const nameOf = ({ name }: { name: string }) => name;

function refuse(): never {
  throw new Error("nothing is fetched");
}
