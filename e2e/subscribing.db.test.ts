import { beforeAll, expect, test } from "vitest";
import * as applications from "../app/api/v1/applications/route.ts";
import * as catalogProduct from "../app/api/v1/catalog/products/[workspace]/[product]/route.ts";
import * as catalogProducts from "../app/api/v1/catalog/products/route.ts";
import * as approve from "../app/api/v1/subscriptions/[id]/approve/route.ts";
import * as revoke from "../app/api/v1/subscriptions/[id]/keys/[keyId]/revoke/route.ts";
import * as rotate from "../app/api/v1/subscriptions/[id]/keys/[keyId]/rotate/route.ts";
import * as register from "../app/api/v1/subscriptions/[id]/keys/register/route.ts";
import * as keys from "../app/api/v1/subscriptions/[id]/keys/route.ts";
import * as reject from "../app/api/v1/subscriptions/[id]/reject/route.ts";
import * as subscription from "../app/api/v1/subscriptions/[id]/route.ts";
import * as ownSubscriptions from "../app/api/v1/subscriptions/route.ts";
import * as plan from "../app/api/v1/workspaces/[slug]/products/[product]/plans/[plan]/route.ts";
import * as plans from "../app/api/v1/workspaces/[slug]/products/[product]/plans/route.ts";
import * as publish from "../app/api/v1/workspaces/[slug]/products/[product]/publish/route.ts";
import * as product from "../app/api/v1/workspaces/[slug]/products/[product]/route.ts";
import * as products from "../app/api/v1/workspaces/[slug]/products/route.ts";
import * as inbox from "../app/api/v1/workspaces/[slug]/subscriptions/route.ts";
import type { RouteHandler } from "../lib/http/declaration.ts";
import { type Call, testServer } from "../lib/http/testing.ts";
import { enrol, openWorkspace, type Person } from "../lib/identity/testing.ts";

const server = testServer();
let slug: string;
let publisher: Person;
let approver: Person;
let developer: Person;

beforeAll(async () => {
  const workspace = await openWorkspace(server.db);
  slug = workspace.slug;
  publisher = await enrol(server.db, { roles: { [workspace.id]: "publisher" } });
  approver = await enrol(server.db, { roles: { [workspace.id]: "approver" } });
  developer = await enrol(server.db);
  const credentials = { apiKey: { headers: ["x-api-key"], query: [] } };
  const api = { slug: "orders", name: "Orders", basePath: "/orders", versioning: { scheme: "path" }, credentials };
  await server.db.api.create({ data: { workspaceId: workspace.id, ...api } });
});

async function call(handler: RouteHandler, who: Person | undefined, request: Omit<Call, "token">) {
  const response = await server.call(handler, { ...request, token: who?.token });
  const text = await response.text();
  return {
    status: response.status,
    etag: response.headers.get("etag"),
    body: text === "" ? undefined : JSON.parse(text),
  };
}

const post = (handler: RouteHandler, who: Person, params: Record<string, string>, body?: unknown) =>
  call(handler, who, { method: "POST", params, ...(body === undefined ? {} : { body }) });

test("from a product to a working key, over the routes alone", async () => {
  const ofProduct = { slug, product: "starter" };
  const drafted = await post(
    products.POST,
    publisher,
    { slug },
    { slug: "starter", name: "Starter", apis: ["orders"] },
  );
  expect(drafted).toMatchObject({ status: 201, etag: '"1"' });
  const limits = { rateLimit: [{ calls: 100, renewalPeriod: "60s" }], quota: { calls: 10_000, renewalPeriod: "30d" } };
  const made = await post(plans.POST, publisher, ofProduct, { slug: "free", name: "Free", ...limits });
  expect(made).toMatchObject({ status: 201, body: { approval: "manual", rateLimit: [{ calls: 100 }] } });
  expect(await call(catalogProducts.GET, undefined, {})).toMatchObject({ status: 200, body: { items: [] } });
  expect(await post(publish.POST, publisher, ofProduct)).toMatchObject({ status: 200, body: { state: "published" } });

  const offer = await call(catalogProduct.GET, undefined, { params: { workspace: slug, product: "starter" } });
  expect(offer.body).toMatchObject({ apis: [{ slug: "orders" }], plans: [{ slug: "free" }] });
  const application = await post(applications.POST, developer, {}, { name: "Checkout" });
  expect(application).toMatchObject({ status: 201, body: { team: { isPersonal: true } } });
  const request = { applicationId: application.body.id, planId: offer.body.plans[0].id, reason: "Go-live in May" };
  const requested = await post(ownSubscriptions.POST, developer, {}, request);
  expect(requested).toMatchObject({ status: 201, body: { state: "submitted", actions: ["cancel"] } });
  const { id } = requested.body;

  const made1 = await post(keys.POST, developer, { id });
  expect(made1).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^gh_live_/) } });
  const target = "/api/v1/test?state=submitted&order=oldest";
  const waiting = await call(inbox.GET, approver, { target, params: { slug } });
  expect(waiting.body.items).toMatchObject([{ id, actions: ["approve", "reject", "cancel"] }]);
  expect(await post(approve.POST, developer, { id })).toMatchObject({ status: 403, body: { code: "own-request" } });
  expect(await post(reject.POST, approver, { id }, {})).toMatchObject({ status: 422 });
  expect(await post(approve.POST, approver, { id }, { note: "Welcome" })).toMatchObject({
    status: 200,
    body: { state: "active", decisionNote: "Welcome" },
  });
  expect(await post(approve.POST, approver, { id })).toMatchObject({ status: 409, body: { code: "wrong-state" } });

  const keyId = made1.body.id;
  const rotated = await post(rotate.POST, developer, { id, keyId }, { overlap: "1h" });
  expect(rotated).toMatchObject({ status: 201, body: { replaced: { id: keyId, state: "rotated" } } });
  expect(await post(revoke.POST, developer, { id, keyId })).toMatchObject({ status: 200, body: { state: "revoked" } });
  const brought = await post(register.POST, developer, { id }, { key: "brought-from-elsewhere" });
  expect(brought).toMatchObject({ status: 201, body: { lastFour: "here" } });
  const listed = await call(keys.GET, developer, { params: { id } });
  expect(listed.body.items.map(({ state }: { state: string }) => state)).toEqual(["working", "working", "revoked"]);
  expect(JSON.stringify([listed, await call(subscription.GET, developer, { params: { id } })])).not.toContain(
    rotated.body.key,
  );
});

test("two publishers who edit one plan or product do not overwrite each other", async () => {
  const ofProduct = { slug, product: "edited" };
  const ofPlan = { ...ofProduct, plan: "pro" };
  await post(products.POST, publisher, { slug }, { slug: "edited", name: "Edited", apis: ["orders"] });
  await post(plans.POST, publisher, ofProduct, { slug: "pro", name: "Pro" });
  for (const [handlers, params] of [
    [product, ofProduct],
    [plan, ofPlan],
  ] as const) {
    const { etag } = await call(handlers.GET, publisher, { params });
    const headers = { "if-match": etag ?? "" };
    const change = (name: string) =>
      call(handlers.PATCH, publisher, { method: "PATCH", params, headers, body: { name } });
    const changed = await change("First");
    expect(changed).toMatchObject({ status: 200, body: { name: "First" } });
    expect(changed.etag).not.toBe(etag);
    expect(await change("Second")).toMatchObject({ status: 412, body: { code: "precondition-failed" } });
  }
});

test.each([
  ["a body that says too much", { name: "Checkout", colour: "red" }, "/colour"],
  ["an empty name", { name: "  " }, "/name"],
  ["a name beyond the bound", { name: "x".repeat(101) }, "/name"],
  ["a NUL in a text", { name: "Check\0out" }, "/name"],
])("%s is pointed at", async (_, body, pointer) => {
  const answer = await post(applications.POST, developer, {}, body);
  expect(answer).toMatchObject({ status: 422, body: { code: "invalid-input", errors: [{ pointer }] } });
});
