import { describe, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { inTransaction } from "../db/transaction.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { checkChain } from "./check-chain.ts";
import { listAudit, readAuditChoices } from "./list.ts";
import { recordAudit } from "./record.ts";
import { verifyChain } from "./verify.ts";

const { db, contextOf } = testDatabase();
const system = { kind: "system", id: "test", name: "test" } as const;

function record(subjectId: string, workspaceId: string | null = null) {
  const after = { number: 1.5, text: "ä \u2028", when: new Date(0), none: undefined, list: [null, { b: 1, a: 2 }] };
  const ctx = contextOf(system);
  const entry = { action: "thing.change" as const, workspaceId, subjectType: "thing", subjectId, after };
  return inTransaction(ctx, (tx) => recordAudit(tx, ctx, entry));
}

describe("the chain", () => {
  test("is sound, also when many write at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => record(String(index))));
    const report = await verifyChain(db);
    expect(report).toMatchObject({ entries: 20 });
    expect(report.broken).toBeUndefined();
  });

  test("checked in stretches, goes on where the last call ended, and is for administrators", async () => {
    const [admin, other] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const first = await record("first");
    await record("second");
    const whole = await checkChain(contextOf(admin.actor), {});
    expect(whole).toMatchObject({ broken: null, nextAfter: null });
    const rest = await checkChain(contextOf(admin.actor), { after: String(first) });
    expect(rest).toEqual({ ...whole, entries: 1 });
    await expect(checkChain(contextOf(admin.actor), { after: "999999999" })).rejects.toEqual(refusal("not-found"));
    await expect(checkChain(contextOf(other.actor), {})).rejects.toEqual(refusal("not-permitted"));
  });

  test("checked in stretches, stops after so many entries and says where", async () => {
    const report = await verifyChain(db, { entriesMax: 0 });
    expect(report).toMatchObject({ entries: 0, stoppedAt: 0n });
  });

  test.each<[string, (id: bigint) => Promise<unknown>, string]>([
    ["a changed entry", (id) => db.$executeRaw`UPDATE audit_events SET note = 'x' WHERE id = ${id}`, "changed"],
    ["a changed value", (id) => db.$executeRaw`UPDATE audit_events SET after = '{}' WHERE id = ${id}`, "changed"],
    ["a removed entry", (id) => db.$executeRaw`DELETE FROM audit_events WHERE id = ${id}`, "does not follow"],
  ])("shows %s, which takes switching off the append-only trigger first", async (_what, harm, why) => {
    await db.$executeRaw`ALTER TABLE audit_events DISABLE TRIGGER USER`;
    await db.$executeRaw`DELETE FROM audit_events`;
    const [, id] = [await record("a"), await record("b"), await record("c")];
    await harm(id);
    await db.$executeRaw`ALTER TABLE audit_events ENABLE TRIGGER USER`;
    expect((await verifyChain(db)).broken).toMatchObject({ why });
  });
});

describe("the filters of the list", () => {
  async function logOfThree() {
    const workspace = await openWorkspace(db);
    const { actor } = await enrol(db, { roles: { [workspace.id]: "approver" } });
    const note = async (day: string, action: `${string}.${string}`, subjectId: string, after: object) => {
      const ctx = contextOf(actor, new Date(`2026-11-${day}T12:00:00Z`));
      const entry = { action, workspaceId: workspace.id, subjectType: "plan", subjectId, after };
      await inTransaction(ctx, (tx) => recordAudit(tx, ctx, entry));
    };
    await note("01", "plan.create", "a", { name: "Busi%ness" });
    await note("02", "plan.change", "a", { quota: 5 });
    await note("03", "plan.create", "b", { slug: "free" });
    const list = (wanted: object) => listAudit(contextOf(actor), { workspace: workspace.slug, limit: 10, ...wanted });
    return { workspace, actor, list };
  }

  test.each<[string, object, string[]]>([
    ["part of the subject's name", { search: "busi%" }, ["2026-11-01"]],
    ["a letter that SQL would take for anything", { search: "%free" }, []],
    ["part of the action", { search: "create" }, ["2026-11-03", "2026-11-01"]],
    ["the subject's id", { search: "b" }, ["2026-11-03", "2026-11-01"]],
    ["one action", { action: "plan.change" }, ["2026-11-02"]],
    ["a time from", { from: "2026-11-02T12:00:00Z" }, ["2026-11-03", "2026-11-02"]],
    ["a time until", { until: "2026-11-02T12:00:00Z" }, ["2026-11-01"]],
  ])("find by %s", async (_what, wanted, days) => {
    const { list } = await logOfThree();
    expect((await list(wanted)).items.map(({ at }) => at.slice(0, 10))).toEqual(days);
  });

  test("name a subject as the log last heard it, also where an entry does not say", async () => {
    const { list } = await logOfThree();
    const { items } = await list({});
    expect(items.map(({ subjectName }) => subjectName)).toEqual(["free", "Busi%ness", "Busi%ness"]);
  });

  test("offer who and what is in this log, and to those only who may read it", async () => {
    const { workspace, actor } = await logOfThree();
    const choices = await readAuditChoices(contextOf(actor), workspace.slug);
    expect(choices).toEqual({
      actors: [{ id: actor.id, name: actor.name }],
      actions: ["plan.change", "plan.create"],
      subjectTypes: ["plan"],
    });
    const stranger = await enrol(db);
    await expect(readAuditChoices(contextOf(stranger.actor), workspace.slug)).rejects.toEqual(refusal("not-found"));
    await expect(readAuditChoices(contextOf(stranger.actor), undefined)).rejects.toEqual(refusal("not-permitted"));
  });
});

describe("the list", () => {
  test("shows a workspace to those who may read its log, page by page, the newest first", async () => {
    const [workspace, elsewhere] = [await openWorkspace(db), await openWorkspace(db)];
    const { actor } = await enrol(db, { roles: { [workspace.id]: "approver" } });
    for (const id of ["1", "2", "3"]) await record(id, workspace.id);
    await record("secret", elsewhere.id);

    const first = await listAudit(contextOf(actor), { workspace: workspace.slug, limit: 2 });
    const cursor = first.nextCursor ?? "";
    const second = await listAudit(contextOf(actor), { workspace: workspace.slug, limit: 2, cursor });
    expect([...first.items, ...second.items].map(({ subjectId }) => subjectId)).toEqual(["3", "2", "1"]);
    expect(second.nextCursor).toBeNull();
    const one = await listAudit(contextOf(actor), { workspace: workspace.slug, subjectId: "2", limit: 5 });
    expect(one.items).toHaveLength(1);
    const other = listAudit(contextOf(actor), { workspace: elsewhere.slug, limit: 2 });
    await expect(other).rejects.toEqual(refusal("not-found"));
  });

  test("of the installation is for administrators, and holds nothing of workspaces", async () => {
    const workspace = await openWorkspace(db);
    const [admin, viewer] = [
      await enrol(db, { isAdmin: true }),
      await enrol(db, { roles: { [workspace.id]: "viewer" } }),
    ];
    await record("inside", workspace.id);
    await record("outside");
    const { items } = await listAudit(contextOf(admin.actor), { limit: 100 });
    expect(items.map(({ subjectId }) => subjectId)).toContain("outside");
    expect(items.map(({ subjectId }) => subjectId)).not.toContain("inside");
    await expect(listAudit(contextOf(viewer.actor), { limit: 1 })).rejects.toEqual(refusal("not-permitted"));
    const own = listAudit(contextOf(viewer.actor), { workspace: workspace.slug, limit: 1 });
    await expect(own).rejects.toEqual(refusal("not-permitted"));
  });
});
