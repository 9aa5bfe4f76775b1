import { expect, test } from "vitest";
import { toBackendView } from "../backends/view.ts";
import { backendForm, newBackendForm } from "./backend-checks.ts";
import { type BackendDraft, toBackendDraft } from "./backend-draft.ts";

const empty = toBackendDraft(undefined);
const filled: BackendDraft = {
  ...empty,
  name: "Orders",
  slug: "orders",
  targets: [{ url: "https://orders.internal", weight: "3", priority: "2" }],
};
const viewOf = (draft: BackendDraft) => {
  const { slug, name, ...config } = newBackendForm.parse(draft);
  return toBackendView({
    id: crypto.randomUUID(),
    workspaceId: "",
    slug,
    name,
    config,
    rowVersion: 1,
    createdAt: new Date(),
  });
};
const all: BackendDraft = {
  ...filled,
  loadBalancing: "consistent-hash",
  hashBy: { source: "cookie", name: "sid" },
  slowStart: "30s",
  heldMax: "1MiB",
  healthCheck: { ...empty.healthCheck, isOn: true },
  ejection: { ...empty.ejection, isOn: true },
  circuit: { ...empty.circuit, isOn: true, failureRatio: { ...empty.circuit.failureRatio, percent: "40" } },
  connections: { ...empty.connections, isOn: true, max: "10" },
  tls: { ...empty.tls, isOn: true, certificate: "{{cert}}", privateKey: "{{key}}" },
};

test("what is off or empty is not said", () => {
  expect(Object.keys(newBackendForm.parse(filled)).toSorted()).toEqual([
    "loadBalancing",
    "name",
    "slug",
    "targets",
    "timeouts",
  ]);
});

test.each([
  ["with nothing more", filled],
  ["with everything", all],
])("a backend %s comes back as it was sent", (_, draft) => {
  const view = viewOf(draft);
  expect(viewOf(toBackendDraft(view))).toMatchObject({
    ...view,
    id: expect.any(String),
    createdAt: expect.any(String),
  });
});

test("everything is said as the management API takes it", () => {
  expect(newBackendForm.parse(all)).toMatchObject({
    targets: [{ url: "https://orders.internal", weight: 3, priority: 2 }],
    hashBy: { source: "cookie", name: "sid" },
    circuit: { consecutiveFailures: 5, failureRatio: { percent: 40, window: "10s", callsMin: 20 } },
    connections: { max: 10, pendingMax: 1024 * 4 },
    tls: { certificate: "{{cert}}", privateKey: "{{key}}" },
  });
  expect(newBackendForm.parse(all).tls).not.toHaveProperty("insecure");
});

test.each([
  ["/targets/0/weight", { targets: [{ url: "https://a", weight: "much", priority: "" }] }],
  ["/healthCheck/path", { healthCheck: { ...empty.healthCheck, isOn: true, path: "health" } }],
  ["/tls", { tls: { ...empty.tls, isOn: true, certificate: "{{cert}}" } }],
])("a fault is told at its field %s", (pointer, change) => {
  const faults = backendForm.safeParse({ ...filled, ...change }).error?.issues ?? [];
  expect(faults.map(({ path }) => `/${path.join("/")}`)).toEqual([pointer]);
});
