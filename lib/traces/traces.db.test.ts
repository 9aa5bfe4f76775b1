import { generateKeyPairSync, randomBytes, verify } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { recordBatch } from "../analytics/record-batch.ts";
import { createApi } from "../catalog/create-api.ts";
import { createApiInput } from "../catalog/input.ts";
import { systemContext } from "../context.ts";
import { readTraceToken, type TraceRecord } from "../contract/trace.ts";
import { readSigningKey } from "../crypto/sign.ts";
import { testDatabase } from "../db/testing.ts";
import { createGroup } from "../fleet/create-group.ts";
import { registerGateway } from "../fleet/register.ts";
import { insertServedApi } from "../publishing/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { listTracesInput, traceTokenInput } from "./input.ts";
import { issueTraceToken } from "./issue-token.ts";
import { listTraces, readTrace } from "./read.ts";

const { db, contextOf } = testDatabase();
const pair = generateKeyPairSync("ed25519");
const pem = pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const key = readSigningKey(pem);
const now = new Date("2026-11-20T10:00:00Z");

let market: Market;
let gateway: { id: string; groupId: string };
let orders: { id: string };
let unserved: { id: string; slug: string };
let sequence = 0;

beforeAll(async () => {
  market = await openMarket(db);
  const ctx = systemContext(db, "test");
  await createGroup(ctx, new Uint8Array(32), { slug: "edge", name: "Edge", publicUrls: [] });
  const registered = await registerGateway(
    ctx,
    { encryptionKey: new Uint8Array(32), signingKey: pem },
    { name: "edge-1", group: "edge", labels: {} },
  );
  const row = await db.gateway.findUniqueOrThrow({ where: { id: registered.gateway.id } });
  gateway = { id: row.id, groupId: row.groupId };
  orders = await insertServedApi(db, { workspaceId: market.workspaceId, groupId: row.groupId }, "traced");
  const api = await createApi(
    contextOf(market.publisher),
    market.workspace,
    createApiInput.parse({ slug: "draft", name: "Draft" }),
  );
  unserved = { id: api.id, slug: api.slug };
});

describe("a token", () => {
  test("is signed for the API and its time, and its making is in the audit log", async () => {
    const issued = await issueTraceToken(contextOf(market.publisher, now), () => key, market.workspace, "traced", {
      seconds: 600,
    });
    expect(issued).toMatchObject({ header: "gatehouse-trace", expiresAt: "2026-11-20T10:10:00.000Z" });
    const token = readTraceToken(issued.token);
    expect(token?.claims).toMatchObject({ api: orders.id, keyId: key.id, expiresAt: now.getTime() / 1000 + 600 });
    expect(verify(null, token?.signed ?? new Uint8Array(), pair.publicKey, token?.signature ?? new Uint8Array())).toBe(
      true,
    );

    const [event] = await db.auditEvent.findMany({ where: { action: "trace.create" } });
    expect(event).toMatchObject({ subjectId: orders.id, actorId: market.publisher.id });
    expect(JSON.stringify(event?.after)).not.toContain(issued.token);
  });

  test("lasts an hour at most", () => {
    expect(traceTokenInput.safeParse({ seconds: 3_601 }).success).toBe(false);
    expect(traceTokenInput.parse(undefined)).toEqual({ seconds: 3_600 });
  });

  test.each([
    ["a viewer", () => market.viewer, "not-permitted"],
    ["an approver", () => market.approver, "not-permitted"],
    ["a stranger", () => market.stranger, "not-found"],
  ] as const)("is not for %s", async (_, actor, problem) => {
    const made = issueTraceToken(contextOf(actor()), () => key, market.workspace, "traced", { seconds: 600 });
    await expect(made).rejects.toEqual(refusal(problem));
  });
});

describe("what a gateway recorded", () => {
  test("is listed newest first, page by page, and read whole", async () => {
    const records = [0, 1, 2].map((minute) => traceOf(orders.id, now.getTime() + minute * 60_000));
    await report(records);
    await report(records.slice(0, 1)); // another batch with a trace that is known already

    const [oldest, , newest] = records;
    const ctx = contextOf(market.publisher);
    const first = await listTraces(ctx, market.workspace, "traced", listTracesInput.parse({ limit: 2 }));
    expect(first.items.map(({ id }) => id)).toEqual([newest?.id, records[1]?.id]);
    expect(first.items[0]).toMatchObject({ method: "GET", path: "/traced/1", status: 200, gateway: "edge-1" });
    const rest = await listTraces(
      ctx,
      market.workspace,
      "traced",
      listTracesInput.parse({ cursor: first.nextCursor ?? "" }),
    );
    expect(rest.items.map(({ id }) => id)).toEqual([oldest?.id]);

    const detail = await readTrace(ctx, market.workspace, "traced", newest?.id ?? "");
    expect(detail.record.steps).toEqual(newest?.steps);
    await expect(readTrace(contextOf(market.viewer), market.workspace, "traced", newest?.id ?? "")).rejects.toEqual(
      refusal("not-permitted"),
    );
    await expect(readTrace(ctx, market.workspace, unserved.slug, newest?.id ?? "")).rejects.toEqual(
      refusal("not-found"),
    );
  });

  test("of an API that its group does not serve is not believed", async () => {
    await report([traceOf(unserved.id, now.getTime()), traceOf("no-such-api", now.getTime())]);
    const page = await listTraces(
      contextOf(market.publisher),
      market.workspace,
      unserved.slug,
      listTracesInput.parse({}),
    );
    expect(page.items).toEqual([]);
  });

  test("is kept for a week, and the newest 200 of an API", async () => {
    const week = 7 * 24 * 3_600_000;
    await report([traceOf(orders.id, now.getTime() - week - 60_000)], now);
    expect(await db.callTrace.count({ where: { at: { lt: new Date(now.getTime() - week) } } })).toBe(0);

    const many = Array.from({ length: 205 }, (_, at) => traceOf(orders.id, now.getTime() + 3_600_000 + at));
    await report(many, now);
    const kept = await db.callTrace.findMany({
      where: { apiId: orders.id },
      orderBy: { at: "desc" },
      select: { id: true },
    });
    expect(kept.map(({ id }) => id)).toEqual(
      many
        .slice(5)
        .reverse()
        .map(({ id }) => id),
    );
  });
});

async function report(records: TraceRecord[], at = now): Promise<void> {
  sequence++;
  const lines = [{ kind: "batch", node: "node-of-traces", sequence }, ...records].map((line) => JSON.stringify(line));
  const ctx = { ...systemContext(db, "test"), now: () => at };
  await recordBatch(ctx, gateway, gzipSync(lines.join("\n")), true);
}

function traceOf(api: string, at: number): TraceRecord {
  return {
    kind: "trace",
    id: randomBytes(16).toString("hex"),
    at,
    requestId: "request-1",
    api,
    version: "v1",
    operation: "list",
    subscription: null,
    method: "GET",
    path: "/traced/1",
    clientAddress: "192.0.2.1",
    status: 200,
    durationMs: 12.5,
    upstreamMs: 10,
    bytesIn: 0,
    bytesOut: 100,
    steps: [
      {
        kind: "frame",
        name: "route",
        id: "route",
        scope: "gateway",
        section: "inbound",
        inside: null,
        beganMs: 0.1,
        durationMs: 0.01,
        read: [{ what: "api", value: "traced" }],
        changed: [],
        outcome: "next",
        status: null,
        detail: "",
      },
    ],
    isCut: false,
  };
}
