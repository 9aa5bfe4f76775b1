import { expect, test } from "vitest";
import { backendPart } from "../contract/snapshot.ts";
import { backendInput } from "./input.ts";
import { toBackendPart } from "./view.ts";

const part = (more: object) => {
  const { slug, name, ...config } = backendInput.parse({
    slug: "a",
    name: "A",
    targets: [{ url: "http://a" }],
    ...more,
  });
  return toBackendPart({ id: slug, name, config });
};

test("a backend that says nothing of its care has none in the snapshot", () => {
  expect(part({})).toEqual({
    id: "a",
    name: "A",
    targets: [{ url: "http://a", weight: 1 }],
    loadBalancing: "round-robin",
    timeouts: { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 },
  });
});

test("each section that is begun has its defaults, in the gateway's units", () => {
  const more = {
    healthCheck: { path: "/health" },
    ejection: {},
    circuit: { failureRatio: {} },
    slowStart: "30s",
    connections: { max: 10 },
    dnsTtl: "1m",
    tls: { serverName: "a.internal" },
    heldMax: "1MiB",
  };
  const made = part(more);
  expect(backendPart.parse(made)).toEqual(made);
  expect(made).toMatchObject({
    healthCheck: { path: "/health", intervalMs: 10_000, timeoutMs: 2_000, healthyAfter: 2, statuses: [200, 299] },
    ejection: { consecutiveFailures: 5, baseMs: 30_000, mostMs: 300_000, ejectedPercentMax: 50 },
    circuit: { failureRatio: { percent: 50, windowMs: 10_000, callsMin: 20 }, openMs: 30_000, probes: 1 },
    slowStartMs: 30_000,
    connections: { connectionsMax: 10, pendingMax: 4_096, pendingTimeoutMs: 5_000, idleTimeoutMs: 4_000 },
    dnsTtlMs: 60_000,
    tls: { serverName: "a.internal" },
    heldBytesMax: 1_048_576,
  });
});

test.each([
  [{ loadBalancing: "weighted" }, { loadBalancing: "round-robin" }],
  [{ loadBalancing: "least-connections" }, { loadBalancing: "least-connections" }],
  [{ loadBalancing: "consistent-hash" }, { loadBalancing: "consistent-hash", hashBy: { source: "client-address" } }],
  [
    { loadBalancing: "consistent-hash", hashBy: { source: "cookie", name: "sid" } },
    { hashBy: { source: "cookie", name: "sid" } },
  ],
  [{ healthCheck: { path: "/", statuses: "204" } }, { healthCheck: { statuses: [204, 204] } }],
  [{ targets: [{ url: "http://a", priority: 2 }] }, { targets: [{ url: "http://a", weight: 1, priority: 2 }] }],
])("%j becomes %j", (more, expected) => {
  expect(part(more)).toMatchObject(expected);
});
