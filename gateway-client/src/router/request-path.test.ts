import { describe, expect, it } from "vitest";
import { readRoutingPath } from "./request-path.ts";

describe("readRoutingPath", () => {
  it.each([
    ["/orders/42", "/orders/42"],
    ["/%6Frders/4%32", "/orders/42"],
    ["/caf%C3%A9", "/caf\u00c3\u00a9"],
    ["/a/...", "/a/..."],
    ["/a/.well-known", "/a/.well-known"],
    ["/a//b/", "/a//b/"],
  ])("reads %s as %j", (raw, path) => {
    expect(readRoutingPath(raw)).toEqual({ path, careless: undefined });
  });

  it.each([
    ["/a%2Fb", "/a%2Fb", "/a/b"],
    ["/a%5cb", "/a%5cb", "/a/b"],
  ])("reads the encoded separator in %s as text, and tells how a careless backend reads it", (raw, path, careless) => {
    expect(readRoutingPath(raw)).toEqual({ path, careless });
  });

  it.each([
    ["/a/../b"],
    ["/a/.."],
    ["/a/./b"],
    ["/a/%2e%2e/b"],
    ["/a/.%2E/b"],
    ["/a/..%2fb"],
    ["/a%2f..%2fb"],
    ["/a/..%5cb"],
    ["/a/..;/b"],
    ["/a/..;x=1/b"],
    ["/a%00b"],
    ["/%C0%AE%c0%ae/b"],
    ["/a/..%c0%afb"],
    ["/a%e0%80%ae"],
    ["/a%c1%9cb"],
    ["/a%0"],
    ["/a%zz"],
    ["/a\\b"],
    ["/a#b"],
    ["/a b"],
    ["/\u00e9"],
    ['/a"b'],
  ])("refuses %j: two parsers could take it for different paths", (raw) => {
    expect(() => readRoutingPath(raw)).toThrow(expect.objectContaining({ slug: "bad-request" }));
  });
});
