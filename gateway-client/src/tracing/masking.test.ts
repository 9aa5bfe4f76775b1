import { TRACE_TEXT_MAX } from "@gatehouse/contract/trace.ts";
import { expect, test } from "vitest";
import { createMasking } from "./masking.ts";

const masking = createMasking(["x-partner"], ["s3cr3t-value", "ab"]);

test.each([
  ["authorization", "Bearer abc", "***"],
  ["Cookie", "session=1", "***"],
  ["x-api-key", "gh_live_1", "***"],
  ["accessToken", "abc", "***"],
  ["X-Partner", "a name of the API's own", "***"],
  ["x-monkey", "plain", "plain"],
  ["accept", "text/html", "text/html"],
  ["x-note", "it is s3cr3t-value!", "it is ***!"],
  ["x-short", "abba", "abba"],
])("%s: %s is kept as %s", (name, given, kept) => {
  expect(masking.value(name, given)).toBe(kept);
});

test("members of what a variable holds are masked by their own names", () => {
  const answer = { status: 200, body: { access_token: "abc", user: "ada", list: [{ password: "x" }] } };
  expect(masking.value("who", answer)).toBe(
    '{"status":200,"body":{"access_token":"***","user":"ada","list":[{"password":"***"}]}}',
  );
  expect(masking.value("who", 42n)).toBe("42");
});

test("a secret is found in an address too", () => {
  expect(createMasking([], ["a b&c"]).text("/x?y=a%20b%26c")).toBe("/x?y=***");
});

test("a query loses the values of its secret parameters and no others", () => {
  expect(masking.query("page=2&access_token=abc&q=s3cr3t-value&flag")).toBe("page=2&access_token=***&q=***&flag");
});

test("a long text is cut", () => {
  expect(masking.text("x".repeat(10_000))).toHaveLength(TRACE_TEXT_MAX);
});
