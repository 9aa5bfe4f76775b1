import { expect, it } from "vitest";
import { describedOperation } from "./description/testing.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const header = (name: string, schema: string, required = false) => ({ name, schema, required, explode: false });
const description = describedOperation(
  {
    responses: {
      "200": { headers: [header("x-total", "count", true), header("x-pages", "counts")], content: [] },
      default: { headers: [], content: [] },
    },
  },
  { count: { type: "integer" }, counts: { type: "array", items: { type: "integer" } } },
);

it.each<[what: string, config: object, status: number, headers: Record<string, string>, pointers: string[]]>([
  ["as described", {}, 200, { "x-total": "3", "x-pages": "1, 2", server: "x" }, []],
  ["of another type", {}, 200, { "x-total": "three" }, ["/header/x-total"]],
  ["with a wrong one in a list", {}, 200, { "x-total": "3", "x-pages": "1,b" }, ["/header/x-pages/1"]],
  ["without a required one", {}, 200, {}, ["/header/x-total"]],
  ["of a status that needs none", {}, 404, {}, []],
  ["with another one", {}, 404, { "x-powered-by": "x" }, []],
  [
    "with another one where that matters",
    { "unspecified-header-action": "prevent" },
    404,
    { "x-powered-by": "x", date: "now" },
    ["/header/x-powered-by"],
  ],
  ["with one that is named", { headers: [{ name: "X-Total", action: "ignore" }] }, 200, {}, []],
])("judges a header %s", (_, config, status, headers, pointers) => {
  const run = compilePolicy("validate-headers", config, "outbound");
  const outcome = run(testExchange({ description, response: { status, headers } }));
  if (pointers.length === 0) return expect(outcome).toBeUndefined();
  expect(outcome).toMatchObject({
    problem: "answer-not-valid",
    extensions: { errors: pointers.map((pointer) => ({ pointer })) },
  });
});
