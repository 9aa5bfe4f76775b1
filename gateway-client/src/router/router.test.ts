import type { ApiPart } from "@gatehouse/contract/snapshot.ts";
import { describe, expect, it } from "vitest";
import { sampleApi, sampleParts, sampleVersion } from "../../test/traffic/sample-parts.ts";
import { loadSnapshot } from "../snapshot/load.ts";
import type { Match } from "./router.ts";

interface Ask {
  method?: string;
  host?: string;
  headers?: Record<string, string>;
}

function routerOf(...apis: Partial<ApiPart>[]) {
  const [first, ...others] = apis.map((api) => sampleApi({ api }));
  const { router } = loadSnapshot(sampleParts({ api: first ?? {}, otherApis: others }));
  return (target: string, { method = "GET", host = "api.test", headers = {} }: Ask = {}) => {
    const [path = "", query = ""] = target.split("?");
    return said(router.find({ method, path, query, hostname: host, header: (name) => headers[name] }), path);
  };
}

/** What a match says: `<version>:<operation> <path below>`, the allowed methods, or nothing. */
function said(match: Match, path: string): string | undefined {
  if (match.kind === "not-found") return undefined;
  if (match.kind === "method-not-allowed") return `405 ${match.allow.join(", ")}`;
  return `${match.operation.version.id}:${match.operation.id} ${path.slice(match.belowAt)}`;
}

function versionWith(operations: string[], version: Record<string, unknown> = {}) {
  return sampleVersion({
    version: {
      anyPath: false,
      operations: operations.map((id) => ({
        id,
        method: id.split(" ")[0] ?? "",
        template: id.slice(id.indexOf(" ") + 1),
      })),
      ...version,
    },
  });
}

describe("operations", () => {
  const find = routerOf({
    versions: [
      versionWith([
        "GET /",
        "GET /{id}",
        "PUT /{id}",
        "GET /search",
        "GET /{id}/lines",
        "GET /{id}/lines/{line}.json",
        "GET /{id}/lines/{line}",
        "GET /latest/lines/first",
        "POST /{id}:cancel",
        "GET /with slash/",
        "HEAD /headed",
        "GET /headed",
      ]),
    ],
  });
  const is = (id: string, below: string) => `orders-v1:${id} ${below}`;

  it.each([
    ["/orders", "GET /", ""],
    ["/orders/", "GET /", "/"],
    ["/orders/42", "GET /{id}", "/42"],
    ["/orders/search", "GET /search", "/search"],
    ["/orders/latest/lines", "GET /{id}/lines", "/latest/lines"],
    ["/orders/latest/lines/first", "GET /latest/lines/first", "/latest/lines/first"],
    ["/orders/latest/lines/second", "GET /{id}/lines/{line}", "/latest/lines/second"],
    ["/orders/1/lines/2.json", "GET /{id}/lines/{line}.json", "/1/lines/2.json"],
    ["/orders/a%20b", "GET /{id}", "/a%20b"],
    ["/orders/se%61rch", "GET /search", "/se%61rch"],
    ["/orders/with%20slash/", "GET /with slash/", "/with%20slash/"],
    ["/%6Frders/42", "GET /{id}", "/42"],
  ])("%s is %s", (path, id, below) => {
    expect(find(path)).toBe(is(id, below));
  });

  it.each([["/orders//lines"], ["/orders/1/2"], ["/orders/1/"], ["/ORDERS/1"], ["/"], ["/order"]])(
    "%s is no operation",
    (path) => {
      expect(find(path)).toBeUndefined();
    },
  );

  it("looks on for the method where literal text answers to others only", () => {
    expect(find("/orders/search", { method: "PUT" })).toBe(is("PUT /{id}", "/search"));
  });

  it("names the methods of a path that has no such one", () => {
    expect(find("/orders/42", { method: "DELETE" })).toBe("405 GET, HEAD, PUT");
    expect(find("/orders/42:cancel", { method: "OPTIONS" })).toBe("405 GET, HEAD, POST, PUT");
  });

  it("answers HEAD where GET does, unless it has an operation of its own", () => {
    expect(find("/orders/search", { method: "HEAD" })).toBe(is("GET /search", "/search"));
    expect(find("/orders/headed", { method: "HEAD" })).toBe(is("HEAD /headed", "/headed"));
  });

  it("lets an encoded slash be part of a parameter, but not lead to another operation", () => {
    expect(find("/orders/a%2Fb")).toBe(is("GET /{id}", "/a%2Fb"));
    expect(() => find("/orders/1%2Flines")).toThrow(expect.objectContaining({ slug: "bad-request" }));
    expect(() => find("/orders/1%5Clines")).toThrow(expect.objectContaining({ slug: "bad-request" }));
  });

  it("refuses two operations that answer the same requests, naming both", () => {
    expect(() => routerOf({ versions: [versionWith(["GET /{id}", "GET /{name}"])] })).toThrow(
      /api\/orders#\/versions\/0\/operations\/1\/template: .*GET \/\{name\}.*GET \/\{id\}/,
    );
  });
});

describe("base paths and hosts", () => {
  const any = (id: string) => [sampleVersion({ version: { id } })];
  const find = routerOf(
    { id: "root", basePath: "/", versions: any("root") },
    { id: "a", basePath: "/a", versions: any("a") },
    { id: "ab", basePath: "/a/b", versions: any("ab") },
    { id: "host", basePath: "/a", hosts: ["one.test", "two.test"], versions: any("host") },
  );

  it.each([
    ["/a/x", "a:* /x"],
    ["/a", "a:* "],
    ["/a/b/c", "ab:* /c"],
    ["/a/bc", "a:* /bc"],
    ["/ab", "root:* /ab"],
    ["/", "root:* /"],
  ])("the longest base path answers at %s", (path, expected) => {
    expect(find(path)).toBe(expected);
  });

  it("an API of a host comes before those of every host", () => {
    expect(find("/a/x", { host: "two.test" })).toBe("host:* /x");
    expect(find("/elsewhere", { host: "two.test" })).toBe("root:* /elsewhere");
  });

  it("refuses two APIs at one place, naming both", () => {
    const collide = () =>
      routerOf({ id: "a", slug: "first", basePath: "/x" }, { id: "b", slug: "second", basePath: "/x" });
    expect(collide).toThrow("api/b#/basePath: The APIs first and second both answer at /x on every host.");
  });

  it.each([["/a/"], ["/a//b"], ["/a/.."], ["/a b"], ["/{x}"], ["/a%2fb"]])("refuses the base path %s", (basePath) => {
    expect(() => routerOf({ basePath })).toThrow(/#\/basePath/);
  });
});

describe("versions", () => {
  const versions = (isDefault: boolean) => [
    sampleVersion({ version: { id: "one", name: "v1", isDefault: false } }),
    sampleVersion({ version: { id: "two", name: "v2", isDefault } }),
  ];

  it.each([
    ["/orders/v1/x", "one:* /x"],
    ["/orders/v2", "two:* "],
    ["/orders/x", "two:* /x"],
    ["/orders/v3/x", "two:* /v3/x"],
  ])("are told by the path: %s is %s", (path, expected) => {
    expect(routerOf({ versioning: { scheme: "path" }, versions: versions(true) })(path)).toBe(expected);
  });

  it("are not guessed where there is no default one", () => {
    expect(routerOf({ versioning: { scheme: "path" }, versions: versions(false) })("/orders/x")).toBeUndefined();
  });

  it("are told by a header", () => {
    const find = routerOf({ versioning: { scheme: "header", name: "x-version" }, versions: versions(true) });
    expect(find("/orders/x", { headers: { "x-version": "v1" } })).toBe("one:* /x");
    expect(find("/orders/x")).toBe("two:* /x");
    expect(find("/orders/x", { headers: { "x-version": "v9" } })).toBeUndefined();
  });

  it("are told by the query", () => {
    const find = routerOf({ versioning: { scheme: "query", name: "v" }, versions: versions(true) });
    expect(find("/orders/x?a=1&v=v1")).toBe("one:* /x");
    expect(find("/orders/x?av=v1")).toBe("two:* /x");
    expect(find("/orders/x?v=v9")).toBeUndefined();
  });
});
