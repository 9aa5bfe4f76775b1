import { expect, it } from "vitest";
import { describedOperation } from "./description/testing.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const described = { headers: [], content: [] };
const description = describedOperation({ responses: { "200": described, "4XX": described } });

it.each<[status: number, config: object, isRefused: boolean]>([
  [200, {}, false],
  [404, {}, false],
  [500, {}, true],
  [500, { "unspecified-status-code-action": "ignore" }, false],
  [500, { "status-codes": [{ code: 500, action: "detect" }] }, false],
])("judges the status %i with %j", (status, config, isRefused) => {
  const run = compilePolicy("validate-status-code", config, "outbound");
  const outcome = run(testExchange({ description, response: { status } }));
  if (!isRefused) return expect(outcome).toBeUndefined();
  expect(outcome).toMatchObject({ problem: "answer-not-valid", detail: `The status ${status} is not described here.` });
});

it("lets whatever the description calls the default one pass", () => {
  const withDefault = describedOperation({ responses: { default: described } });
  const run = compilePolicy("validate-status-code", {}, "outbound");
  expect(run(testExchange({ description: withDefault, response: { status: 599 } }))).toBeUndefined();
});
