import { expect, it } from "vitest";
import { describedOperation } from "./description/testing.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const example = (name: string, value: unknown) => ({ name, value });
const description = describedOperation({
  responses: {
    "201": {
      headers: [],
      content: [
        {
          mediaType: "application/json",
          examples: [example("pot", { item: "pot" }), example("text", '{"item":"text"}')],
        },
        { mediaType: "text/csv" },
        { mediaType: "text/xml", examples: [example("generated", { order: { "@id": 1, item: ["pot"] } })] },
        { mediaType: "application/xml", examples: [example("example", "<item>pot</item>")] },
      ],
    },
    "404": { headers: [], content: [{ mediaType: "application/problem+json", examples: [example("gone", "gone")] }] },
    "204": { headers: [], content: [] },
  },
});

it.each<
  [
    what: string,
    config: object,
    headers: Record<string, string>,
    answer: [number, string | undefined, string | undefined],
  ]
>([
  ["the first success", {}, {}, [201, "application/json", '{"item":"pot"}']],
  ["the status of the policy", { "status-code": 404 }, {}, [404, "application/problem+json", '"gone"']],
  ["the example of the policy", { example: "text" }, {}, [201, "application/json", '{"item":"text"}']],
  [
    "the media type of the policy",
    { "content-type": "application/xml" },
    {},
    [201, "application/xml", "<item>pot</item>"],
  ],
  [
    "the media type that the caller likes",
    {},
    { accept: "application/json;q=0.5, application/*" },
    [201, "application/xml", "<item>pot</item>"],
  ],
  [
    "XML that is made",
    {},
    { accept: "text/xml" },
    [201, "text/xml", '<?xml version="1.0" encoding="utf-8"?>\n<order id="1"><item>pot</item></order>'],
  ],
  ["what it has to show", {}, { accept: "text/csv" }, [201, "application/json", '{"item":"pot"}']],
  ["the first media type to who takes none", {}, { accept: "image/png" }, [201, "application/json", '{"item":"pot"}']],
  [
    "the status that the caller prefers",
    {},
    { prefer: "respond-async, code=404" },
    [404, "application/problem+json", '"gone"'],
  ],
  [
    "the example that the caller prefers",
    {},
    { prefer: 'example="text"' },
    [201, "application/json", '{"item":"text"}'],
  ],
  ["nothing where nothing is described", { "status-code": 204 }, {}, [204, undefined, undefined]],
  ["not a status that is not described", {}, { prefer: "code=418" }, [201, "application/json", '{"item":"pot"}']],
])("answers with %s", async (_, config, headers, [status, type, body]) => {
  const answer = await compilePolicy("mock-response", config)(testExchange({ description, headers }));
  expect(answer).toMatchObject({ status, body });
  const lines = Object(answer).headers;
  expect(lines[lines.indexOf("content-type") + 1]).toBe(type);
});

it("says which preferences it followed, and what the answer depends on", () => {
  const exchange = testExchange({ description, headers: { prefer: "code=404, example=gone" } });
  expect(compilePolicy("mock-response", {})(exchange)).toMatchObject({
    headers: ["preference-applied", 'code=404, example="gone"', "content-type", "application/problem+json"],
  });
  expect(exchange.varied).toEqual(["accept", "prefer"]);
});

it("answers without a body where there is no description", () => {
  expect(compilePolicy("mock-response", {})(testExchange())).toEqual({ status: 200, headers: [], body: undefined });
});
