import { z } from "zod";
import type { Snapshot } from "../../prisma/generated/client.ts";
import { type Manifest, manifest, partReference } from "../contract/snapshot.ts";
import type { SnapshotWords } from "./cause-queries.ts";

/** As a row holds it. */
const storedCause = z.array(z.object({ part: z.string(), auditId: z.int().optional() }));

const cause = z.object({
  part: z.string(),
  /** Of the API that the part is of; null for other parts, and for an API that is gone. */
  name: z.string().nullable(),
  auditId: z.int().optional(),
  /** Who did what; null where no entry of the audit log is behind it. */
  by: z.object({ actor: z.string(), action: z.string(), at: z.iso.datetime() }).nullable(),
});

export const snapshotView = z.object({
  group: z.string(),
  generation: z.int(),
  builtAt: z.iso.datetime(),
  sha256: z.string(),
  /** The generation whose configuration was put back with this one. */
  restoredFrom: z.int().nullable(),
  /** What led to it: parts, with the entries of the audit log. */
  cause: z.array(cause),
});

export const snapshotDetailView = snapshotView.extend({
  requires: z.array(z.string()),
  parts: z.record(z.string(), partReference),
  /** The newest generation of the group: what is served unless a gateway refuses it. */
  newestGeneration: z.int(),
  /** Against the generation before it; empty when that is no longer kept. */
  changes: z.array(
    z.object({
      part: z.string(),
      name: z.string().nullable(),
      change: z.enum(["added", "changed", "removed"]),
      bytesBefore: z.int().nullable(),
      bytes: z.int().nullable(),
    }),
  ),
});

/** A part of an API that could not be built: gateways of the group serve the last good form. */
export const faultView = z.object({
  api: z.object({ slug: z.string(), name: z.string() }),
  group: z.string(),
  reason: z.string(),
  since: z.iso.datetime(),
});

export type FaultView = z.output<typeof faultView>;
export type SnapshotView = z.output<typeof snapshotView>;
export type SnapshotDetailView = z.output<typeof snapshotDetailView>;

export function toSnapshotView(row: Snapshot, group: string, { names, doers }: SnapshotWords): SnapshotView {
  return {
    group,
    generation: row.generation,
    builtAt: row.builtAt.toISOString(),
    sha256: row.sha256,
    restoredFrom: row.restoredFrom,
    cause: readCause(row).map(({ part, auditId }) => ({
      part,
      name: names.get(part) ?? null,
      ...(auditId === undefined ? {} : { auditId }),
      by: doers.get(auditId ?? 0) ?? null,
    })),
  };
}

export function toSnapshotDetailView(
  row: Snapshot,
  { group, newestGeneration }: { group: string; newestGeneration: number },
  changes: PartChange[],
  words: SnapshotWords,
): SnapshotDetailView {
  const { requires, parts } = readManifest(row);
  return {
    ...toSnapshotView(row, group, words),
    requires,
    parts,
    newestGeneration,
    changes: changes.map((change) => ({ ...change, name: words.names.get(change.part) ?? null })),
  };
}

/** The parts and audit entries that led to a row. */
export function readCause(row: Pick<Snapshot, "cause">) {
  return storedCause.parse(row.cause);
}

/** The manifest that a row holds, as it was signed. */
export function readManifest(row: Pick<Snapshot, "manifest">): Manifest {
  return manifest.parse(JSON.parse(Buffer.from(row.manifest).toString("utf8")));
}

export type PartChange = Omit<SnapshotDetailView["changes"][number], "name">;

/** The parts of `row` that are other than in the generation before it. */
export function changesSince(row: Snapshot, previous: Snapshot | undefined): PartChange[] {
  if (!previous) return [];
  const [before, after] = [readManifest(previous).parts, readManifest(row).parts];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((part) => before[part]?.sha256 !== after[part]?.sha256)
    .map((part) => ({
      part,
      change: !before[part] ? "added" : after[part] ? "changed" : "removed",
      bytesBefore: before[part]?.bytes ?? null,
      bytes: after[part]?.bytes ?? null,
    }));
}
