import { expect, test } from "vitest";
import { DescriptionError } from "../description.ts";
import { type ReadOptions, readDescription } from "./read-description.ts";

const noFetch = async (url: string) => {
  throw new DescriptionError("url-not-allowed", `${url} is not allowed`);
};
const read = async (text: string | Uint8Array, options: Partial<ReadOptions> = {}) => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return (await readDescription(bytes, { fetchReferenced: noFetch, ...options })).description;
};
const refusalOf = (text: string | Uint8Array, options: Partial<ReadOptions> = {}): Promise<DescriptionError> =>
  read(text, options).then(
    () => expect.unreachable("it was read"),
    (error) => error,
  );
const minimal = (paths: object, more: object = {}) =>
  JSON.stringify({ openapi: "3.0.3", info: { title: "T", version: "1" }, paths, ...more });
const ok = { responses: { 200: { description: "ok" } } };

test.each([
  ["nothing", "", "empty"],
  ["a web page", "<!doctype html><html></html>", "HTML"],
  ["a list", "[1, 2]", "not an object"],
  ["a text", "hello", "not an object"],
  ["another JSON", '{"name":"x"}', "neither `openapi` nor `swagger`"],
  ["Swagger 1.2", '{"swagger":"1.2"}', "Swagger 1.2 is not known"],
  ["OpenAPI of the future", '{"openapi":"4.0.0"}', "OpenAPI 4.0.0 is not known"],
  ["AsyncAPI", "asyncapi: 2.0.0", "AsyncAPI"],
  ["no operations", minimal({}), "no operations"],
  ["bytes that are no text", Uint8Array.of(0xff, 0x00, 0xc3, 0x28), "not text"],
])("%s is refused in words", async (_what, text, words) => {
  const error = await refusalOf(text);
  expect(error).toBeInstanceOf(DescriptionError);
  expect(error.message).toContain(words);
});

test("a syntax error in JSON has its line and column", async () => {
  const error = await refusalOf('{\n  "openapi": "3.0.0",\n  "paths": {,}\n}');
  expect(error.findings[0]).toMatchObject({ line: 3, column: 13 });
});

test("a syntax error in YAML has its line", async () => {
  const error = await refusalOf("openapi: 3.0.0\npaths:\n  /a: [1, 2\n");
  expect(error.findings[0]?.line).toBeGreaterThanOrEqual(3);
});

test("aliases that multiply are refused before they are written out", async () => {
  const levels = Array.from({ length: 12 }, (_, i) => `x${i + 1}: &x${i + 1} [${Array(10).fill(`*x${i}`).join(", ")}]`);
  const error = await refusalOf(`openapi: 3.0.0\nx0: &x0 [a, a]\n${levels.join("\n")}\n`);
  expect(error.slug).toBe("description-not-valid");
});

test("an alias of what is around it is refused", async () => {
  const error = await refusalOf("openapi: 3.0.0\npaths: &p\n  /a: *p\n");
  expect(error.slug).toBe("description-not-valid");
});

test.each([
  ["JSON", `{"openapi":"3.0.0","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ["YAML", `openapi: 3.0.0\nx: ${"[".repeat(100_000)}${"]".repeat(100_000)}\n`],
])("endless nesting in %s is refused, not crashed on", async (_format, text) => {
  expect((await refusalOf(text)).message).toContain("nested");
});

test("circular references are as good as any", async () => {
  const node = { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Node" } } };
  const description = await read(
    minimal(
      { "/nodes": { get: { responses: { 200: { description: "ok", content } } } } },
      { components: { schemas: { Node: node } } },
    ),
  );
  expect(description.operations).toHaveLength(1);
  expect(JSON.parse(description.normalised).components.schemas.Node).toEqual(node);
});

test("members that attack prototypes are kept as members and reach no prototype", async () => {
  const text = `{"openapi":"3.0.3","info":{"title":"T","version":"1"},"__proto__":{"polluted":1},"paths":{"/a":{"__proto__":{"get":{}},
    "get":{"responses":{"200":{"description":"ok"}},"constructor":{"prototype":{"polluted":1}}}}}}`;
  const description = await read(text);
  expect(description.operations.map(({ key }) => key)).toEqual(["GET /a"]);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(description.normalised).toContain('"__proto__":{"polluted":1}');
});

test("the texts that go into columns hold nothing that Postgres refuses", async () => {
  const operation = { operationId: "a\0b", summary: "x\0\u0007y \ud800", tags: ["t\0"], ...ok };
  const description = await read(
    JSON.stringify({ openapi: "3.0.3", info: { title: "T\0", version: "1" }, paths: { "/a": { get: operation } } }),
  );
  const stored = JSON.stringify([description.title, description.info, description.operations, description.findings]);
  expect(stored).not.toMatch(/\\u0000|\\ud800/);
  expect(description.operations[0]).toMatchObject({ key: "ab", summary: "xy \ufffd", tags: ["t"] });
});

test("operations are named by operationId, else by method and path; what repeats is reported at its line", async () => {
  const description = await read(
    [
      "openapi: 3.0.3",
      "info: { title: T, version: '1' }",
      "paths:",
      "  /a/{id}:",
      "    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]",
      "    get: { operationId: getA, responses: { '200': { description: ok } } }",
      "    delete: { operationId: getA, deprecated: true, responses: { '204': { description: gone } } }",
      "  /a/{other}:",
      "    get: { operationId: twice, responses: { '200': { description: ok } } }",
      "    head: { responses: { '200': { description: ok } } }",
      "  /b?x=1:",
      "    get: { responses: { '200': { description: ok } } }",
    ].join("\n"),
  );
  expect(description.operations.map(({ key, operationId, deprecated }) => [key, operationId, deprecated])).toEqual([
    ["getA", "getA", false],
    ["DELETE /a/{id}", null, true],
    ["HEAD /a/{other}", null, false],
  ]);
  expect(description.findings.map(({ line, detail }) => [line, detail.slice(0, 40)])).toEqual([
    [7, "The operationId getA is GET /a/{id}'s al"],
    [9, "GET /a/{other} can never be reached: GET"],
    [10, "The path parameter other is not declared"],
    [12, 'The path "/b?x=1" holds a query or a fra'],
  ]);
});

test("a reference that leads nowhere is a warning at its place", async () => {
  const schema = { $ref: "#/components/schemas/Missing" };
  const description = await read(
    minimal({ "/a": { get: { responses: { 200: { description: "ok", content: { "text/plain": { schema } } } } } } }),
  );
  expect(description.findings).toMatchObject([
    { pointer: "/paths/~1a/get/responses/200/content/text~1plain/schema/$ref", line: 1, severity: "warning" },
  ]);
});

test("what looks like a reference in an example is data", async () => {
  const content = { "application/json": { example: { $ref: "./secret.json" } } };
  await expect(
    read(minimal({ "/a": { get: { responses: { 200: { description: "ok", content } } } } })),
  ).resolves.toMatchObject({ findings: [] });
});

test.each(["./pets.yaml#/Pet", "../../etc/passwd", "file:///etc/passwd", "pets.json"])(
  "a reference to the file %s is refused at its place",
  async (target) => {
    const error = await refusalOf(minimal({ "/a": { get: ok }, "/b": { $ref: target } }));
    expect(error.findings[0]).toMatchObject({ pointer: "/paths/~1b/$ref", line: 1 });
    expect(error.message).toContain("refers to the file");
  },
);

test("a reference by URL is refused where no setting allows its host", async () => {
  const error = await refusalOf(minimal({ "/a": { $ref: "http://169.254.169.254/latest" } }));
  expect([error.slug, error.findings[0]?.pointer]).toEqual(["url-not-allowed", "/paths/~1a/$ref"]);
});

test("allowed documents are bundled in, with the references inside of them", async () => {
  const documents: Record<string, string> = {
    "https://specs.example/paths.yaml": "list: { get: { responses: { '200': { $ref: 'shared.json#/Ok' } } } }",
    "https://specs.example/shared.json": JSON.stringify({ Ok: { $ref: "#/Fine" }, Fine: { description: "fine" } }),
  };
  const description = await read(minimal({ "/a": { $ref: "paths.yaml#/list" } }), {
    sourceUrl: "https://specs.example/openapi.json",
    fetchReferenced: async (url) => new TextEncoder().encode(documents[url]),
  });
  expect(description.operations.map(({ key }) => key)).toEqual(["GET /a"]);
  expect(description.findings).toEqual([]);
  expect(JSON.parse(description.normalised)["x-gatehouse-bundled"]["document-2"].Ok).toEqual({
    $ref: "#/x-gatehouse-bundled/document-2/Fine",
  });
});

test("a shared schema's change shows in the digest of every operation that uses it, and of no other", async () => {
  const using = (name: string) => ({
    responses: {
      200: { description: "ok", content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } },
    },
  });
  const digests = async (type: string) => {
    const schemas = { Outer: { allOf: [{ $ref: "#/components/schemas/Inner" }] }, Inner: { type }, Other: {} };
    const paths = { "/a": { get: using("Outer") }, "/b": { get: using("Other") } };
    return (await read(minimal(paths, { components: { schemas } }))).operations.map(({ digest }) => digest);
  };
  const [before, after] = [await digests("string"), await digests("number")];
  expect([before[0] === after[0], before[1] === after[1]]).toEqual([false, true]);
});

test("a byte order mark and UTF-16 are read", async () => {
  const text = minimal({ "/a": { get: ok } });
  await expect(read(`\ufeff${text}`)).resolves.toMatchObject({ title: "T" });
  await expect(read(Buffer.from(`\ufeff${text}`, "utf16le"))).resolves.toMatchObject({ title: "T" });
});
