import { expect, test } from "vitest";
import { basePath, host, versionName } from "./input.ts";
import { claimedRoutes } from "./routes.ts";

const api = { hosts: [], basePath: "/shop", versioning: { scheme: "path" as const }, versions: ["v1", "v2"] };

test.each([
  ["its base path and each version below", api, ["/shop", "/shop/v1", "/shop/v2"]],
  ["versions at the root", { ...api, basePath: "/" }, ["/", "/v1", "/v2"]],
  ["the base path alone without versions in the path", { ...api, versioning: { scheme: "none" as const } }, ["/shop"]],
  [
    "all of it on each host",
    { ...api, versions: [], hosts: ["a.example", "b.example"] },
    ["a.example/shop", "b.example/shop"],
  ],
])("an API claims %s", (_what, input, expected) => {
  expect(claimedRoutes(input).map((route) => route.host + route.prefix)).toEqual(expected);
});

test.each([
  ["/", true],
  ["/orders", true],
  ["/Orders_1/v1.2~x", true],
  ["orders", false],
  ["/orders/", false],
  ["//orders", false],
  ["/or ders", false],
  ["/a/../b", false],
  ["/.", false],
  ["/%6frders", false],
  ["/{id}", false],
  ["/a?b", false],
])("%s is a base path: %s", (text, isOne) => {
  expect(basePath.safeParse(text).success).toBe(isOne);
});

test.each([
  ["api.example.com", true],
  ["localhost", true],
  ["API.Example.com", true],
  ["api.example.com:8080", false],
  ["-api.example", false],
  ["api..example", false],
  ["*.example.com", false],
])("%s is a host: %s", (text, isOne) => {
  expect(host.safeParse(text).success).toBe(isOne);
});

test.each([
  ["v1", true],
  ["2026-11-01", true],
  ["v1.2", true],
  ["..", false],
  ["v1/2", false],
  ["", false],
])("%s is a version's name: %s", (text, isOne) => {
  expect(versionName.safeParse(text).success).toBe(isOne);
});
