import type { Context } from "../context.ts";
import { open, openText } from "../crypto/seal.ts";
import type { SigningKey } from "../crypto/sign.ts";
import type { Transaction } from "../db/database.ts";
import { type BuiltPart, buildPart, type PartGroup } from "./build-part.ts";
import { takeBackClashes } from "./clashes.ts";
import { type PartFault, recordFaults } from "./faults.ts";
import {
  findGroup,
  findGroupPart,
  listChanges,
  listFaultyApis,
  lockGroup,
  newestGeneration,
  pointPart,
  removeChanges,
  removeFault,
  removePart,
  type StoredPart,
  storePart,
} from "./queries.ts";
import { listPartNames } from "./source-queries.ts";
import { storeManifest } from "./store-manifest.ts";
import type { OpenSecret } from "./to-sources.ts";

export interface CompilerKeys {
  /** Opens what rests in the database. */
  encryptionKey: Uint8Array;
  signingKey: SigningKey;
}

export interface BuildResult {
  /** The new generation; undefined when no part came out other than it was. */
  generation: number | undefined;
  /** Whether changes are left for a next build. */
  hasMore: boolean;
}

/**
 * Builds the next snapshot of a group from the changes that wait, in one transaction: parts, manifest, and the wake-up of its
 * gateways. What commits after the changes were read stays noted for the next build.
 */
export function buildGroup(ctx: Context, groupId: string, keys: CompilerKeys): Promise<BuildResult> {
  return ctx.db.$transaction((tx) => buildLocked(tx, ctx, groupId, keys), { maxWait: 5_000, timeout: BUILD_MAX_MS });
}

/** The first build of a large installation reads all of it. */
const BUILD_MAX_MS = 600_000;

/** A burst of slow parts must not hold up a revoked key: so many APIs go into one build. */
const APIS_PER_BUILD = 20;

async function buildLocked(tx: Transaction, ctx: Context, groupId: string, keys: CompilerKeys): Promise<BuildResult> {
  await lockGroup(tx, groupId);
  const row = await findGroup(tx, groupId);
  if (!row) return { generation: undefined, hasMore: false };
  const previous = await newestGeneration(tx, groupId);
  const changes = await listChanges(tx, groupId);
  const names = previous === 0 ? await listPartNames(tx, groupId) : await namesForOneBuild(tx, groupId, changes);
  const taken = previous === 0 ? changes : changes.filter(({ part }) => names.has(part));

  const group: PartGroup = { id: groupId, publicUrls: row.publicUrls, key: open(row.sealedKey, keys.encryptionKey) };
  const openSecret = (sealed: Uint8Array) => openText(sealed, keys.encryptionKey);
  const { isChanged, faults } = await buildParts(tx, group, names, openSecret);
  await removeChanges(
    tx,
    taken.map(({ id }) => id),
  );

  const generation = isChanged || previous === 0 ? previous + 1 : undefined;
  if (generation !== undefined) {
    await storeManifest(tx, ctx, keys.signingKey, { id: groupId, slug: row.slug, generation, cause: causeOf(taken) });
  }
  await recordFaults(
    tx,
    ctx,
    row,
    faults.map((fault) => ({ ...fault, auditId: auditOf(fault.name, taken) })),
  );
  return { generation, hasMore: changes.length > taken.length };
}

/** Everything that builds in no time, and some of the APIs. */
async function namesForOneBuild(tx: Transaction, groupId: string, changes: Change[]): Promise<Set<string>> {
  const names = [...new Set(changes.map(({ part }) => part))];
  const apis = names.filter((name) => name.startsWith("api/")).slice(0, APIS_PER_BUILD);
  const faulty = apis.length === 0 ? [] : await listFaultyApis(tx, groupId);
  return new Set([...names.filter((name) => !name.startsWith("api/")), ...apis, ...faulty]);
}

async function buildParts(tx: Transaction, group: PartGroup, names: Set<string>, openSecret: OpenSecret) {
  const faults: PartFault[] = [];
  const replaced = new Map<string, StoredPart | undefined>();
  for (const name of names) {
    const outcome = await buildPart(tx, group, name, openSecret);
    if (outcome.kind === "fault") {
      faults.push({ name, reason: outcome.reason, auditId: null });
      continue;
    }
    await removeFault(tx, group.id, name);
    const present = (await findGroupPart(tx, group.id, name)) ?? undefined;
    if (await keepPart(tx, group.id, name, present, outcome)) replaced.set(name, present);
  }
  faults.push(...(await takeBackClashes(tx, group.id, replaced)));
  return { isChanged: replaced.size > 0, faults };
}

/** Whether the part came out other than it was. */
async function keepPart(
  tx: Transaction,
  groupId: string,
  name: string,
  present: StoredPart | undefined,
  outcome: { kind: "absent" } | ({ kind: "built" } & BuiltPart),
): Promise<boolean> {
  if (outcome.kind === "absent") {
    if (present) await removePart(tx, groupId, name);
    return present !== undefined;
  }
  if (present?.sha256 === outcome.sha256 && present.requires.join() === outcome.requires.join()) return false;
  await storePart(tx, outcome);
  await pointPart(tx, groupId, name, outcome);
  return true;
}

interface Change {
  part: string;
  auditId: bigint | null;
}

function auditOf(name: string, changes: Change[]): bigint | null {
  return changes.findLast(({ part, auditId }) => part === name && auditId !== null)?.auditId ?? null;
}

function causeOf(changes: Change[]) {
  return changes
    .slice(-CAUSES_KEPT)
    .map(({ part, auditId }) => ({ part, ...(auditId === null ? {} : { auditId: Number(auditId) }) }));
}

/** A burst's snapshot names its newest causes; the audit log has all. */
const CAUSES_KEPT = 500;
