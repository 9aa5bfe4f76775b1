import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { type Manifest, plansPart } from "../contract/snapshot.ts";
import type { SigningKey } from "../crypto/sign.ts";
import type { Transaction } from "../db/database.ts";
import { packPart } from "./build-part.ts";
import type { RestoreInput } from "./input.ts";
import { assertPartLoads } from "./loads.ts";
import {
  findGroupPart,
  findRouteClash,
  findStoredPart,
  getGroupBySlug,
  getSnapshotRow,
  listGroupPartNames,
  lockGroup,
  newestGeneration,
  pointPart,
  removePart,
  storePart,
} from "./queries.ts";
import { readSnapshotView } from "./read-snapshots.ts";
import { storeManifest } from "./store-manifest.ts";
import { readManifest, type SnapshotView } from "./view.ts";

/**
 * Puts the configuration of an earlier generation back, as a new one: its APIs, settings and plans. Keys and subscriptions
 * stay as they are, since what was revoked or suspended must not come back to life; plans that are newer stay beside the old
 * ones for the subscriptions that have them. What is changed afterwards is built from its rows as ever.
 */
export async function restoreSnapshot(
  ctx: Context,
  signingKey: SigningKey,
  groupSlug: string,
  generation: number,
  { note }: RestoreInput,
): Promise<SnapshotView> {
  authorizeInstallation(ctx.actor, "snapshot.restore");
  const group = await getGroupBySlug(ctx.db, groupSlug);

  return ctx.db.$transaction(
    async (tx) => {
      await lockGroup(tx, group.id);
      const earlier = await getSnapshotRow(tx, group.id, generation);
      const newest = await newestGeneration(tx, group.id);
      if (earlier.generation === newest) throw new Problem("wrong-state", "This is the generation that is served now.");

      const { parts } = readManifest(earlier);
      const changed = await putBack(tx, group.id, parts);
      const clash = await findRouteClash(tx, group.id, changed);
      if (clash)
        throw new Problem("snapshot-not-loadable", `${clash.name} and ${clash.other} both answer at ${clash.route}.`);
      await storeManifest(tx, ctx, signingKey, {
        id: group.id,
        slug: group.slug,
        generation: newest + 1,
        cause: changed.map((part) => ({ part })),
        restoredFrom: generation,
      });
      await recordAudit(tx, ctx, {
        action: "snapshot.restore",
        workspaceId: null,
        subjectType: "gateway-group",
        subjectId: group.id,
        before: { generation: newest },
        after: { generation: newest + 1, restoredFrom: generation },
        note,
      });
      return readSnapshotView(tx, group, newest + 1);
    },
    { maxWait: 5_000, timeout: RESTORE_MAX_MS },
  );
}

const RESTORE_MAX_MS = 120_000;

/** Names of the parts that are other than they were. */
async function putBack(tx: Transaction, groupId: string, earlier: Manifest["parts"]): Promise<string[]> {
  const present = await listGroupPartNames(tx, groupId);
  const names = [...new Set([...present, ...Object.keys(earlier)])].filter(isConfiguration).sort();
  const changed: string[] = [];
  for (const name of names) if (await putPartBack(tx, groupId, name, earlier[name]?.sha256)) changed.push(name);
  return changed;
}

function isConfiguration(name: string): boolean {
  return name === "settings" || name === "plans" || name.startsWith("api/");
}

async function putPartBack(
  tx: Transaction,
  groupId: string,
  name: string,
  sha256: string | undefined,
): Promise<boolean> {
  const present = await findGroupPart(tx, groupId, name);
  if (present?.sha256 === sha256) return false;
  if (sha256 === undefined) {
    await removePart(tx, groupId, name);
    return true;
  }
  const content = await readContent(tx, sha256);
  const restored = name === "plans" && present ? addPlans(content, await readContent(tx, present.sha256)) : content;
  assertStillLoads(name, restored);
  const part = await packPart(name, restored);
  await storePart(tx, part);
  await pointPart(tx, groupId, name, part);
  return part.sha256 !== present?.sha256;
}

async function readContent(tx: Transaction, sha256: string): Promise<unknown> {
  const row = await findStoredPart(tx, sha256);
  if (!row) throw new Problem("wrong-state", "Parts of this generation are no longer kept.");
  return JSON.parse((await promisify(gunzip)(row.gzip)).toString("utf8"));
}

/** The earlier plans, and those that have come since. */
function addPlans(earlier: unknown, present: unknown) {
  return { plans: { ...plansPart.parse(present).plans, ...plansPart.parse(earlier).plans } };
}

/** It loaded once, in the gateways of its time. */
function assertStillLoads(name: string, content: unknown): void {
  try {
    assertPartLoads(name, content);
  } catch (error) {
    // pure code on stored rows: what it finds is for who restores
    throw new Problem("snapshot-not-loadable", `${name}: ${error instanceof Error ? error.message : error}`);
  }
}
