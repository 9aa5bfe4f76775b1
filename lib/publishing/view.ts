import { z } from "zod";
import type { Snapshot } from "../../prisma/generated/client.ts";
import { type Manifest, manifest, partReference } from "../contract/snapshot.ts";

const cause = z.object({ part: z.string(), auditId: z.int().optional() });

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
  /** Against the generation before it; empty when that is no longer kept. */
  changes: z.array(z.object({ part: z.string(), change: z.enum(["added", "changed", "removed"]) })),
});

export type SnapshotView = z.output<typeof snapshotView>;
export type SnapshotDetailView = z.output<typeof snapshotDetailView>;

export function toSnapshotView(row: Snapshot, group: string): SnapshotView {
  return {
    group,
    generation: row.generation,
    builtAt: row.builtAt.toISOString(),
    sha256: row.sha256,
    restoredFrom: row.restoredFrom,
    cause: z.array(cause).parse(row.cause),
  };
}

export function toSnapshotDetailView(row: Snapshot, previous: Snapshot | undefined, group: string): SnapshotDetailView {
  const { requires, parts } = readManifest(row);
  return {
    ...toSnapshotView(row, group),
    requires,
    parts,
    changes: previous ? changesOf(readManifest(previous).parts, parts) : [],
  };
}

/** The manifest that a row holds, as it was signed. */
export function readManifest(row: Pick<Snapshot, "manifest">): Manifest {
  return manifest.parse(JSON.parse(Buffer.from(row.manifest).toString("utf8")));
}

function changesOf(before: Manifest["parts"], after: Manifest["parts"]): SnapshotDetailView["changes"] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((part) => before[part]?.sha256 !== after[part]?.sha256)
    .map((part) => ({ part, change: !before[part] ? "added" : after[part] ? "changed" : "removed" }));
}
