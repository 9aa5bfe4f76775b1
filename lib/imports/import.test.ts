import { expect, test } from "vitest";
import { isImportRequest } from "./import.ts";

test.each([
  ['{"url":"http://a"}', true],
  ['\n { "text" : "openapi: 3.1.0" }', true],
  ['\ufeff{"url":"http://a"}', true],
  ['{"openapi":"3.1.0","info":{"url":"x"}}', false],
  ['{"info":{"text":"x"}}', false],
  ["url: http://a", false],
  ["", false],
])("%s says where a description is: %s", (text, isRequest) => {
  expect(isImportRequest(new TextEncoder().encode(text))).toBe(isRequest);
});
