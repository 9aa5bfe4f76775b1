import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

test.each<[string | string[] | undefined, string]>([
  ["/console/payments?state=submitted#first", "/console/payments?state=submitted#first"],
  ["/", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
  ["", "/"],
  ["console", "/"],
  ["https://evil.test/", "/"],
  ["//evil.test/", "/"],
  ["/\\evil.test/", "/"],
  ["/\t/evil.test/", "/"],
  ["/.//evil.test/", "/"],
  ["/a/..//evil.test/", "/"],
  ["javascript:alert(1)", "/"],
  ["//[", "/"],
])("%j leads to %s", (callbackUrl, path) => {
  expect(returnPath(callbackUrl)).toBe(path);
});
