import { expect, test } from "vitest";
import { parsePolicyText } from "./policy-text.ts";

const text = `inbound:
  - base
  - rate-limit:
      calls: 5
      renewal-period: 60s
outbound:
  - set-header: { name: x, value: y }
`;

test.each([
  ["/inbound", 2],
  ["/inbound/1/rate-limit/calls", 4],
  ["/inbound/1/rate-limit/missing", 4],
  ["/outbound/0/set-header/value", 7],
  ["", 1],
  ["/unknown", 1],
])("%s stands at line %i", (pointer, line) => {
  const parsed = parsePolicyText(text);
  expect(parsed.isOk && parsed.lineOf(pointer)).toBe(line);
});

test("JSON is read as well, and an empty text is an empty document", () => {
  expect(parsePolicyText('{"inbound": ["base"]}')).toMatchObject({ isOk: true, document: { inbound: ["base"] } });
  expect(parsePolicyText("# nothing yet")).toMatchObject({ isOk: true, document: {} });
});

test("what is no YAML is told with its line", () => {
  expect(parsePolicyText("inbound:\n  - a: [1\n")).toMatchObject({ isOk: false });
  const parsed = parsePolicyText("inbound: []\ninbound: []\n");
  expect(parsed.isOk || parsed.faults[0]?.line).toBe(2);
});
