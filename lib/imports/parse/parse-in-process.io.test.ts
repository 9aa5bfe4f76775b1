import { expect, test } from "vitest";
import { type ParseBounds, parseInProcess } from "./parse-in-process.ts";

const bounds: ParseBounds = { timeoutMs: 30_000, heapMiBMax: 256 };
const parse = (text: string, more: Partial<ParseBounds> = {}) => {
  const task = { bytes: new TextEncoder().encode(text), sourceUrl: undefined, allowedHosts: [], bytesMax: 1_000_000 };
  return parseInProcess(task, { ...bounds, ...more });
};
const description = (schemas: object, paths: object = {}) =>
  JSON.stringify({
    openapi: "3.0.3",
    info: { title: "T", version: "1" },
    paths: { "/a": { get: { responses: { 200: { description: "ok" } } } }, ...paths },
    components: { schemas },
  });

test("a description comes back with its steps shown on the way", async () => {
  const steps: string[] = [];
  const { operations } = await parse(description({}), { onStep: (_percent, step) => steps.push(step) });
  expect(operations.map(({ key }) => key)).toEqual(["GET /a"]);
  expect(steps).toEqual(["Reading", "Following references", "Finding operations", "Normalising", "Validating"]);
});

test("what is wrong with it comes back with its place", async () => {
  await expect(parse('{"openapi":')).rejects.toMatchObject({ slug: "description-not-valid", findings: [{ line: 1 }] });
});

test("one that would take all memory takes only its process", async () => {
  const many = `${"[],".repeat(8_000_000)}[]`;
  await expect(parse(`{"openapi":"3.0.0","x":[${many}]}`, { heapMiBMax: 64 })).rejects.toMatchObject({
    message: expect.stringContaining("64 MiB of memory"),
  });
});

test("one that takes too long is given up", async () => {
  await expect(parse(description({}), { timeoutMs: 1 })).rejects.toMatchObject({
    message: expect.stringContaining("could not be read within"),
  });
});

test("references that multiply keep the validation busy, and the operations count nevertheless", async () => {
  const levels = Array.from({ length: 40 }, (_, i) => {
    const inner = { $ref: `#/components/schemas/S${i + 1}` };
    return [`S${i}`, { type: "object", properties: { a: inner, b: inner } }] as const;
  });
  const schemas = { ...Object.fromEntries(levels), S40: { type: "string" } };
  const { operations, findings } = await parse(description(schemas), { timeoutMs: 4_000 });
  expect(operations).toHaveLength(1);
  expect(findings.map(({ severity, detail }) => [severity, detail])).toEqual([
    ["warning", "Validation against the specification was given up: it took too long."],
  ]);
});

test("an ended job ends its parser", async () => {
  const ending = new AbortController();
  const parsing = parse(description({}), { signal: ending.signal });
  ending.abort();
  await expect(parsing).rejects.toThrow("ended without an answer");
});
