import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { compileApi } from "../publishing/compile-api.ts";
import { partName } from "../publishing/mark-changed.ts";
import { findApiRows } from "../publishing/source-queries.ts";
import { toApiSource } from "../publishing/to-sources.ts";
import { lastPartsChanged, type Market, openMarket, race, refusal } from "../subscriptions/testing.ts";
import { approveRevision } from "./approve-revision.ts";
import { changeRevision } from "./change-revision.ts";
import { createRevision } from "./create-revision.ts";
import { createVersion } from "./create-version.ts";
import { deprecateVersion } from "./deprecate-version.ts";
import { createVersionInput, deprecateVersionInput } from "./input.ts";
import { publishRevision } from "./publish-revision.ts";
import { compareRevisions, listOperations, listRevisions, readApi, readRevision } from "./read.ts";
import { rejectRevision } from "./reject-revision.ts";
import { restoreVersion } from "./restore-version.ts";
import { retireVersion } from "./retire-version.ts";
import { submitRevision } from "./submit-revision.ts";
import { openWorkshop } from "./testing.ts";
import { withdrawRevision } from "./withdraw-revision.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});
const { importOf, newBackend, draftApi, placeOf, publish, liveApi } = openWorkshop(started, () => market);
const publisher = () => contextOf(market.publisher);
const approver = () => contextOf(market.approver);
const limit = (calls: number) => ({ inbound: ["base", { "rate-limit": { calls, "renewal-period": "60s" } }] });

describe("the way of a revision", () => {
  test("leads over review to live, and takes its version along", async () => {
    const api = await draftApi();
    const place = placeOf(api);
    await expect(submitRevision(publisher(), place, "First")).resolves.toMatchObject({
      state: "in_review",
      note: "First",
      submittedById: market.publisher.id,
    });
    await expect(approveRevision(approver(), place, "Good")).resolves.toMatchObject({
      state: "approved",
      decidedById: market.approver.id,
      decisionNote: "Good",
    });
    await expect(publishRevision(publisher(), place)).resolves.toMatchObject({ state: "live", number: 1 });
    await expect(readApi(publisher(), market.workspace, api.slug)).resolves.toMatchObject({
      versions: [{ name: "v1", state: "published", isDefault: true, liveRevision: 1 }],
    });
    await expect(lastPartsChanged(db)).resolves.toEqual([partName.api(api.id)]);
  });

  test("is gone back when an earlier one is published again", async () => {
    const api = await liveApi();
    const second = await createRevision(publisher(), placeOf(api), { import: await importOf(["list"]) });
    await publish(placeOf(api, second.number));
    await expect(readRevision(publisher(), placeOf(api))).resolves.toMatchObject({ state: "superseded" });

    await expect(publishRevision(publisher(), placeOf(api))).resolves.toMatchObject({ state: "live" });
    await expect(readRevision(publisher(), placeOf(api, 2))).resolves.toMatchObject({ state: "superseded" });
  });

  test("ends when it is rejected, with the reason", async () => {
    const place = placeOf(await draftApi());
    await submitRevision(publisher(), place);
    await expect(rejectRevision(approver(), place, "No owner")).resolves.toMatchObject({
      state: "rejected",
      decisionNote: "No owner",
    });
    await expect(submitRevision(publisher(), place)).rejects.toEqual(refusal("wrong-state"));
  });

  test("is not decided by who made or submitted it, whatever their role, unless the workspace allows", async () => {
    const place = placeOf(await draftApi());
    await submitRevision(contextOf(market.colleague), place);
    for (const who of [market.publisher, market.colleague]) {
      await expect(approveRevision(contextOf(who), place)).rejects.toEqual(refusal("own-request"));
      await expect(rejectRevision(contextOf(who), place, "No")).rejects.toEqual(refusal("own-request"));
    }
    const workspace = { where: { id: market.workspaceId } };
    await db.workspace.update({ ...workspace, data: { mayDecideOwnRequest: true } });
    await expect(approveRevision(contextOf(market.colleague), place)).resolves.toMatchObject({ state: "approved" });
    await db.workspace.update({ ...workspace, data: { mayDecideOwnRequest: false } });
  });

  test("is decided by one of two reviewers", async () => {
    const place = placeOf(await draftApi());
    await submitRevision(publisher(), place);
    const decisions = race(
      approveRevision(approver(), place),
      rejectRevision(contextOf(market.otherApprover), place, "No"),
    );
    await expect(decisions).resolves.toEqual({ won: 1, lost: [409] });
  });

  test("is published once when two do it", async () => {
    const place = placeOf(await draftApi());
    await submitRevision(publisher(), place);
    await approveRevision(approver(), place);
    const publications = race(publishRevision(publisher(), place), publishRevision(contextOf(market.colleague), place));
    await expect(publications).resolves.toEqual({ won: 1, lost: [409] });
  });

  test("ends before live when a gateway would refuse it, and nothing has changed", async () => {
    const api = await liveApi(["list"]);
    const policies = { inbound: [{ "rewrite-uri": { template: "/{id}" } }] };
    const second = placeOf(api, (await createRevision(publisher(), placeOf(api), { policies })).number);
    await expect(publish(second)).rejects.toMatchObject({
      slug: "snapshot-not-loadable",
      detail: expect.stringContaining("{id}"),
    });
    await expect(readRevision(publisher(), second)).resolves.toMatchObject({ state: "approved", liveAt: null });
    await expect(readRevision(publisher(), placeOf(api))).resolves.toMatchObject({ state: "live" });
  });

  test("needs the permission for each step, and does not exist for strangers", async () => {
    const place = placeOf(await draftApi());
    const steps = [
      submitRevision,
      withdrawRevision,
      publishRevision,
      approveRevision,
      (ctx: ReturnType<typeof publisher>) => rejectRevision(ctx, place, "No"),
    ];
    for (const step of steps) {
      await expect(step(contextOf(market.viewer), place)).rejects.toEqual(refusal("not-permitted"));
      await expect(step(contextOf(market.stranger), place)).rejects.toEqual(refusal("not-found"));
    }
  });
});

describe("a draft", () => {
  test("changes on the version that was read, and no more once submitted", async () => {
    const place = placeOf(await draftApi());
    const changed = await changeRevision(publisher(), place, { note: "Mine", policies: limit(1) }, 1);
    expect(changed).toMatchObject({ note: "Mine", policies: limit(1), rowVersion: 2 });
    await expect(changeRevision(publisher(), place, { note: "Late" }, 1)).rejects.toEqual(
      refusal("precondition-failed"),
    );
    await submitRevision(publisher(), place);
    await expect(changeRevision(publisher(), place, { note: "Later" }, undefined)).rejects.toEqual(
      refusal("wrong-state"),
    );
    await withdrawRevision(publisher(), place);
    await expect(changeRevision(publisher(), place, { note: "Again" }, undefined)).resolves.toMatchObject({
      note: "Again",
    });
  });

  test.each([
    ["an unknown policy", { policies: { inbound: [{ unknown: {} }] } }, "/policies/inbound/0/unknown"],
    ["a policy of no operation", { operationPolicies: { missing: {} } }, "/operationPolicies/missing"],
    [
      "a wrong operation policy",
      { operationPolicies: { list: limit(0) } },
      "/operationPolicies/list/inbound/1/rate-limit/calls",
    ],
    ["an unknown backend", { backend: "nowhere" }, "/backend"],
    ["an unknown import", { import: "0191d1ec-0000-7000-8000-000000000000" }, "/import"],
  ])("is refused with %s, at its place", async (_what, input, pointer) => {
    const place = placeOf(await draftApi());
    await expect(changeRevision(publisher(), place, input, undefined)).rejects.toMatchObject({
      slug: "invalid-input",
      extensions: { errors: [{ pointer }] },
    });
  });

  test("takes no import of another workspace", async () => {
    const other = await openMarket(db);
    const theirs = await openWorkshop(started, () => other).importOf(["list"]);
    const place = placeOf(await draftApi());
    await expect(changeRevision(publisher(), place, { import: theirs }, undefined)).rejects.toEqual(
      refusal("invalid-input"),
    );
  });

  test("of a new description keeps policies by operationId, else by method and path", async () => {
    const api = await draftApi(["byId", { path: "/by/{path}" }, "gone"]);
    const policies = { byId: limit(1), "GET /by/{path}": limit(2), gone: limit(3) };
    await changeRevision(publisher(), placeOf(api), { operationPolicies: policies }, undefined);
    const operations = [{ id: "byId", path: "/moved" }, { id: "named", path: "/by/{other}" }, "fresh"];
    const next = await createRevision(publisher(), placeOf(api), { import: await importOf(operations) });
    expect(next).toMatchObject({ operations: 3, operationPolicies: { byId: limit(1), named: limit(2) } });
    await expect(compareRevisions(publisher(), placeOf(api, 2), 1)).resolves.toEqual({
      added: [{ key: "fresh", method: "GET", template: "/fresh", summary: "" }],
      changed: [
        { key: "byId", method: "GET", template: "/moved", summary: "", previousKey: null },
        { key: "named", method: "GET", template: "/by/{other}", summary: "", previousKey: "GET /by/{path}" },
      ],
      removed: [{ key: "gone", method: "GET", template: "/gone", summary: "" }],
      unchanged: 0,
    });
  });

  test("without a description lets every path through", async () => {
    const api = await draftApi();
    const place = placeOf(api);
    await expect(changeRevision(publisher(), place, { anyPath: true }, undefined)).resolves.toMatchObject({
      document: null,
      operations: 0,
    });
    await expect(publish(place)).resolves.toMatchObject({ state: "live" });
  });

  test("lists its operations in pages and by text", async () => {
    const place = placeOf(await draftApi(["alpha", { id: "beta", summary: "100% sure" }, "gamma"]));
    const list = (more: object) => listOperations(publisher(), place, { limit: 2, ...more });
    const page = await list({});
    expect(page.items.map(({ key }) => key)).toEqual(["alpha", "beta"]);
    const rest = await list({ cursor: page.nextCursor ?? "" });
    expect(rest.items.map(({ key }) => key)).toEqual(["gamma"]);
    expect((await list({ search: "0% S" })).items.map(({ key }) => key)).toEqual(["beta"]);
    expect((await list({ key: "gamma" })).items).toHaveLength(1);
  });

  test("gets a number of its own when two are made at once", async () => {
    const api = await draftApi();
    const made = await Promise.all([1, 2, 3].map(() => createRevision(publisher(), placeOf(api), {})));
    expect(made.map(({ number }) => number).sort()).toEqual([2, 3, 4]);
    const { items } = await listRevisions(publisher(), placeOf(api), { limit: 2 });
    expect(items.map(({ number }) => number)).toEqual([4, 3]);
  });
});

describe("a version", () => {
  test("is made from the newest one, with what the input says", async () => {
    const api = await liveApi();
    const input = createVersionInput.parse({ name: "v2", backend: await newBackend() });
    const version = await createVersion(publisher(), market.workspace, api.slug, input);
    expect(version).toMatchObject({ name: "v2", state: "draft", isDefault: false });
    await expect(readRevision(publisher(), placeOf(api, 1, "v2"))).resolves.toMatchObject({
      operations: 2,
      backend: { slug: input.backend },
    });
    await expect(createVersion(publisher(), market.workspace, api.slug, input)).rejects.toEqual(
      refusal("already-exists"),
    );
  });

  test("is deprecated in favour of another one, restored, and retired for good", async () => {
    const api = await liveApi();
    await createVersion(publisher(), market.workspace, api.slug, createVersionInput.parse({ name: "v2" }));
    const place = { workspace: market.workspace, api: api.slug, version: "v1" };
    await expect(
      deprecateVersion(
        publisher(),
        place,
        deprecateVersionInput.parse({ successor: "v2", sunsetAt: "2027-01-01T00:00:00Z" }),
      ),
    ).resolves.toMatchObject({ state: "deprecated", successor: "v2", sunsetAt: "2027-01-01T00:00:00.000Z" });
    await expect(restoreVersion(publisher(), place)).resolves.toMatchObject({ state: "published", successor: null });
    await expect(retireVersion(publisher(), place)).resolves.toMatchObject({ state: "retired", isDefault: false });
    await expect(restoreVersion(publisher(), place)).rejects.toEqual(refusal("wrong-state"));
    await expect(createRevision(publisher(), place, {})).rejects.toEqual(refusal("wrong-state"));
    await expect(retireVersion(contextOf(market.viewer), { ...place, version: "v2" })).rejects.toEqual(
      refusal("not-permitted"),
    );
  });

  test("tells its callers through the policies that gateways get, for as long as it is deprecated", async () => {
    const api = await liveApi();
    const place = { workspace: market.workspace, api: api.slug, version: "v1" };
    const brownouts = [{ from: "2026-12-01T10:00:00Z", until: "2026-12-01T11:00:00Z" }];
    const input = { sunsetAt: "2027-01-01T00:00:00Z", afterSunset: "gone", brownouts } as const;
    await expect(deprecateVersion(publisher(), place, { ...input, brownouts })).resolves.toMatchObject({
      afterSunset: "gone",
      brownouts,
    });
    const steps = async () => {
      const rows = await findApiRows(db, api.id);
      const [version] = rows ? compileApi(toApiSource(rows, String), new Uint8Array(32)).versions : [];
      return version?.documents[0]?.inbound.map(({ policy, config }) => ({ policy, config })) ?? [];
    };
    await expect(steps()).resolves.toMatchObject([
      { policy: "deprecation", config: { "sunset-at": "2027-01-01T00:00:00.000Z", "after-sunset": "gone", brownouts } },
    ]);
    await restoreVersion(publisher(), place);
    await expect(steps()).resolves.toEqual([]);
  });

  test("does not succeed itself", async () => {
    const api = await liveApi();
    const place = { workspace: market.workspace, api: api.slug, version: "v1" };
    await expect(
      deprecateVersion(publisher(), place, deprecateVersionInput.parse({ successor: "v1" })),
    ).rejects.toEqual(refusal("invalid-input"));
  });
});
