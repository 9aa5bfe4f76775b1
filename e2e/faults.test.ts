import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, callerOf, callTimes } from "./support/caller.ts";
import { type Client, signUp } from "./support/client.ts";
import { startTestInstallation, type TestInstallation } from "./support/installation.ts";
import { employStaff, offerProduct, publishApi, review, revisionPath, type Staff } from "./support/publisher.ts";
import { until } from "./support/until.ts";

let installation: TestInstallation;
let staff: Staff;
let developer: Client;
let caller: Caller;

beforeAll(async () => {
  installation = await startTestInstallation();
  staff = await employStaff(installation);
  const file = join(import.meta.dirname, "..", "examples", "descriptions", "orders.openapi.yaml");
  await publishApi(staff, { slug: "orders", file, backendPath: "/orders" }, installation.urls.backend);
  const planId = await offerProduct(staff, "orders");
  developer = await signUp(installation.urls.portal, installation.urls.api, "developer@example.com", "developer");
  const { id: applicationId } = await developer.post("/applications", { name: "Checkout" });
  const { id } = await developer.post("/subscriptions", { applicationId, planId });
  await staff.approvers[0].post(`/subscriptions/${id}/approve`, {});
  const { key } = await developer.post(`/subscriptions/${id}/keys`, {});
  caller = callerOf(`${installation.urls.gateway}/orders/v1/orders`, key);
  await until("the first call answers", async () => (await caller.call()) === 200);
});
afterAll(() => installation?.remove());

test("a publication while the database restarts happens whole or not at all, and calls go on", async () => {
  const mark = { "set-header": { name: "x-revision", value: "2" } };
  const policies = { outbound: ["base", mark] };
  const revision = await staff.publisher.post(`/workspaces/${staff.workspace}/apis/orders/versions/v1/revisions`, {
    note: "Says which revision answers",
    policies,
  });
  await review(staff, "orders", revision.number);

  const { postgres } = installation.pids();
  if (!postgres) expect.unreachable("there is no embedded database");
  const path = revisionPath(staff, "orders", revision.number);
  const publishing = staff.publisher.send("POST", `${path}/publish`);
  process.kill(postgres, "SIGKILL");
  expect([200, 503]).toContain((await publishing).status);
  await expect(callTimes(caller, 50)).resolves.toEqual(new Set([200]));

  await until("the publication is through", async () => {
    const { status, body } = await staff.publisher.send("POST", `${path}/publish`);
    return status === 200 || (status === 409 && body.code === "wrong-state");
  });
  const { items } = await staff.publisher.get(path.slice(0, path.lastIndexOf("/")));
  const live = items.filter(({ state }: { state: string }) => state === "live");
  expect(live.map(({ number }: { number: number }) => number)).toEqual([revision.number]);
  await until("the gateway serves it", async () => {
    await caller.call();
    return caller.lastHeaders().get("x-revision") === "2";
  });
  await expect(callTimes(caller, 20)).resolves.toEqual(new Set([200]));
});

test("the very first answer of a control plane that comes back is as whole as any other", async () => {
  const { token } = await installation.automation.post("/gateways", { name: "early", group: "default" });
  const { web } = installation.pids();
  if (!web) expect.unreachable("there is no control plane");
  process.kill(web, "SIGKILL");
  const manifest = new URL("/api/gateway/v1/manifest", installation.urls.portal);
  const ask = () => fetch(manifest, { headers: { authorization: `Bearer ${token}` } });
  const first = await until("it listens again", () => ask().catch(() => undefined));
  expect(first.headers.get("content-encoding")).toBe("gzip");
  await expect(first.json()).resolves.toMatchObject({ format: 1 });
});
