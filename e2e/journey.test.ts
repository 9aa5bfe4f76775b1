import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, callerOf, callTimes } from "./support/caller.ts";
import { type Client, signUp } from "./support/client.ts";
import { startTestInstallation, type TestInstallation } from "./support/installation.ts";
import { type Description, employStaff, offerProduct, publishApi, type Staff } from "./support/publisher.ts";
import { answers, until } from "./support/until.ts";
import { callsCounted } from "./support/usage.ts";

const ROOT = join(import.meta.dirname, "..");

interface Journey extends Description {
  operations: number;
  /** An operation without parameters, below the version. */
  operation: string;
}

const journeys: Journey[] = [
  {
    slug: "orders",
    file: join(ROOT, "examples", "descriptions", "orders.openapi.yaml"),
    backendPath: "/orders",
    operations: 7,
    operation: "/orders",
  },
  {
    slug: "stripe",
    file: join(ROOT, "..", "shared", "specs", "stripe.com.json"),
    backendPath: "/anything",
    operations: 452,
    operation: "/v1/balance",
  },
];

let installation: TestInstallation;
beforeAll(async () => {
  installation = await startTestInstallation();
});
afterAll(() => installation?.remove());

// A description that is not at hand shows as skipped: the collection of real ones is not part of the repository.
for (const journey of journeys) {
  describe.skipIf(!existsSync(journey.file))(`from the description of ${journey.slug} to counted calls`, () => {
    let staff: Staff;
    let developer: Client;
    let planId: string;
    let subscriptionId: string;
    let caller: Caller;
    let keyId: string;

    test("a publisher imports it, somebody else reviews it, and it is live in a product", async () => {
      staff = await employStaff(installation);
      const { operations } = await publishApi(staff, journey, installation.urls.backend);
      expect(operations).toBe(journey.operations);
      planId = await offerProduct(staff, journey.slug);
    });

    test("a developer signs up, finds it, makes an application and asks", async () => {
      const { portal, api } = installation.urls;
      developer = await signUp(portal, api, `developer-${staff.workspace}@example.com`, "developer");
      const offer = await developer.get(`/catalog/products/${staff.workspace}/starter`);
      expect(offer.plans.map(({ id }: { id: string }) => id)).toEqual([planId]);
      const application = await developer.post("/applications", { name: "Checkout" });
      const request = { applicationId: application.id, planId, reason: "Go-live in May" };
      const subscription = await developer.post("/subscriptions", request);
      expect(subscription.state).toBe("submitted");
      subscriptionId = subscription.id;
    });

    test("the key is refused with 403 before the approval", async () => {
      const created = await developer.post(`/subscriptions/${subscriptionId}/keys`, { label: "server" });
      keyId = created.id;
      const url = `${installation.urls.gateway}/${journey.slug}/v1${journey.operation}`;
      caller = callerOf(url, created.key);
      await until("the gateway knows the key", async () => (await caller.call()) === 403);
    });

    test("of two approvers who decide at once one wins, the other is told so", async () => {
      const [ada, bela] = staff.approvers;
      const path = `/subscriptions/${subscriptionId}/approve`;
      const decisions = await Promise.all([ada.send("POST", path, {}), bela.send("POST", path, {})]);
      expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    test("and works with 200 after it", async () => {
      await until("the gateway knows the approval", async () => (await caller.call()) === 200);
      await expect(callTimes(caller, 100)).resolves.toEqual(new Set([200]));
    });

    test("usage shows the exact number of calls", async () => {
      const made = caller.counts.get(200);
      await until("all calls are counted", async () => (await callsCounted(developer, subscriptionId, 200)) === made);
    });

    test("calls go on while the control plane is dead, and nothing is lost when it is back", async () => {
      const { web } = installation.pids();
      if (!web) expect.unreachable("there is no control plane");
      process.kill(web, "SIGKILL");
      await until("the control plane is gone", async () => !(await answers(installation.urls.portal)));
      await expect(callTimes(caller, 200)).resolves.toEqual(new Set([200]));

      await until("the control plane is back", () => answers(`${new URL(installation.urls.api).origin}/api/health`));
      await expect(callTimes(caller, 50)).resolves.toEqual(new Set([200]));
      const made = caller.counts.get(200);
      await until("all calls are counted", async () => (await callsCounted(developer, subscriptionId, 200)) === made);
    });

    test("a revoked key is refused with 401", async () => {
      await developer.post(`/subscriptions/${subscriptionId}/keys/${keyId}/revoke`);
      await until("the gateway knows the revocation", async () => (await caller.call()) === 401);
      await expect(callTimes(caller, 20)).resolves.toEqual(new Set([401]));
    });
  });
}
