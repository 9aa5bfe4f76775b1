import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { API_KEY, SUBSCRIPTION, sampleApi, sampleParts, sampleVersion, step } from "../../test/traffic/sample-parts.ts";
import { Directory } from "./directory.ts";
import { loadApi, loadSnapshot, SnapshotError, updateTables } from "./load.ts";

function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SnapshotError) return error.message;
    throw error;
  }
  return "";
}

const withStep = (policy: string, config: unknown) => sampleApi({ document: { inbound: [step(policy, config)] } });

describe("loadApi", () => {
  it.each([
    [
      "an unknown policy",
      withStep("rate-limt", {}),
      "/documents/0/inbound/0/policy: This gateway has no policy named rate-limt.",
    ],
    ["a policy in a section that it has no place in", withStep("forward-request", {}), "cannot stand in this section"],
    ["a policy's wrong configuration", withStep("rate-limit", { calls: 0 }), "/documents/0/inbound/0/config"],
    ["an unknown member of a configuration", withStep("ip-filter", { allow: ["::1"], deny: [] }), "Unrecognized key"],
    [
      "what a schema cannot say",
      withStep("set-header", { name: "a", value: `\${x}` }),
      "/config/value: holds a faulty expression",
    ],
    [
      "a named value that does not exist",
      withStep("set-header", { name: "a", value: "{{b}}" }),
      "no named value {{b}}",
    ],
    ["an unknown member of the part", { ...sampleApi(), color: "red" }, "Unrecognized key"],
    ["a backend without weight", weightless(), "/backend/targets: Every target has the weight 0"],
    ["a path parameter that the template lacks", withStep("rewrite-uri", { template: "/{id}" }), "A policy reads {id}"],
    ["two default versions", sampleApi({ api: { versions: [named("v1"), named("v2")] } }), "/versions/1/isDefault"],
    [
      "two versions of one name",
      sampleApi({ api: { versions: [named("v1"), named("v1", false)] } }),
      "/versions/1/name",
    ],
    ["a choice of no document", sampleApi({ version: { policies: { default: 3, products: {} } } }), "no document 3"],
  ])("refuses %s and says where", (_, part, reason) => {
    expect(failure(() => loadApi(part, "api/orders"))).toMatch(/^api\/orders/);
    expect(failure(() => loadApi(part, "api/orders"))).toContain(reason);
  });

  it("puts in what only the gateway can open, and leaves it alone without a resolver", () => {
    const part = sampleApi({
      api: { values: { token: { env: "TOKEN" } } },
      document: { inbound: [step("set-header", { name: "x-token", value: "Bearer {{token}}" })] },
    });
    expect(() => loadApi(part)).not.toThrow();
    const asked: unknown[] = [];
    loadApi(part, "api/orders", (value) => {
      asked.push(value);
      return "secret";
    });
    expect(asked).toEqual([{ env: "TOKEN" }]);
    const refuse = () => {
      throw new Error("TOKEN is not set");
    };
    expect(failure(() => loadApi(part, "api/orders", refuse))).toContain(
      "{{token}} has no content here: TOKEN is not set",
    );
  });
});

describe("loadSnapshot", () => {
  it("refuses a part that this format does not have", () => {
    const parts = sampleParts().set("certificates", {});
    expect(failure(() => loadSnapshot(parts))).toBe("certificates: This gateway has no part of that name.");
  });

  it.each([["settings"], ["plans"]])("refuses a snapshot without %s", (name) => {
    const parts = sampleParts();
    parts.delete(name);
    expect(failure(() => loadSnapshot(parts))).toContain(name);
  });

  it("takes over the APIs whose part is the same", () => {
    const parts = sampleParts();
    const first = loadSnapshot(parts);
    const second = loadSnapshot(new Map(parts).set("plans", { plans: {} }), { previous: first });
    expect(second.apis.get("api/orders")?.api).toBe(first.apis.get("api/orders")?.api);
  });
});

describe("tables", () => {
  it("find the owner of a key", () => {
    const { directory } = loadSnapshot(
      sampleParts({ keyEndsAt: 1_900_000_000, subscription: { endsAt: 1_950_000_000 } }),
    );
    expect(directory.findOwner(API_KEY)).toEqual({
      keyEndsAt: 1_900_000_000,
      subscription: {
        id: SUBSCRIPTION,
        application: "app-1",
        plan: "plan-free",
        state: "active",
        endsAt: 1_950_000_000,
      },
    });
    expect(directory.findOwner("another")).toBeUndefined();
  });

  it("find each of thousands, over parts named by more than a byte", () => {
    const entries = Array.from({ length: 5_000 }, (_, i) => ({ key: `key-${i}`, subscription: `subscription-${i}` }));
    const changes = new Map<string, unknown>();
    const partOf = (name: string, member: string) => {
      const part = (changes.get(name) ?? { [member]: {} }) as Record<string, Record<string, unknown>>;
      changes.set(name, part);
      return part[member] ?? {};
    };
    for (const { key, subscription } of entries) {
      const hash = createHash("sha256").update(key).digest("hex");
      partOf(`keys/${hash.slice(0, 3)}`, "keys")[hash] = [subscription, 0];
      const record = { plan: "plan", application: `app of ${subscription}`, state: "active", endsAt: null };
      partOf(`subscriptions/${hash.slice(0, 2)}`, "subscriptions")[subscription] = record;
    }
    const directory = new Directory(updateTables(undefined, changes));
    for (const { key, subscription } of entries) {
      expect(directory.findOwner(key)?.subscription.id).toBe(subscription);
    }
    expect(directory.findOwner("key-5000")).toBeUndefined();
  });

  it("forget a key whose part lost it, and build nothing else again", () => {
    const parts = sampleParts();
    const before = updateTables(undefined, parts);
    const [keys = ""] = before.keys.keys();
    const after = updateTables(before, new Map([[keys, { keys: {} }]]));
    expect(new Directory(after).findOwner(API_KEY)).toBeUndefined();
    expect(after.subscriptionIndex).toBe(before.subscriptionIndex);
    expect(
      new Directory(updateTables(before, new Map([["subscriptions/00", undefined]]))).findOwner(API_KEY),
    ).toBeUndefined();
  });

  it.each([
    ["keys/00", { keys: { xyz: ["s", 0] } }, "is not a SHA-256"],
    ["keys/00", { keys: { ["ab".repeat(32)]: ["s", 0] } }, "belongs to another part"],
    ["keys/ab", { keys: { ["ab".repeat(32)]: ["s"] } }, "not a subscription and an end date"],
    ["keys/ab", { keys: {}, more: 1 }, "nothing else"],
    ["subscriptions/00", { subscriptions: { a: { plan: "p" } } }, "#/subscriptions/a/"],
  ])("refuse %s with %j", (name, part, reason) => {
    expect(failure(() => updateTables(undefined, new Map([[name, part]])))).toContain(reason);
  });
});

function weightless() {
  const { backend } = sampleVersion();
  return sampleApi({ version: { backend: { ...backend, targets: [{ url: "http://a.test", weight: 0 }] } } });
}

function named(name: string, isDefault = true) {
  return sampleVersion({ version: { id: `orders-${name}`, name, isDefault } });
}
