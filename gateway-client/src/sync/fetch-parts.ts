import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import type { PartStore } from "./part-store.ts";
import { assertPart } from "./verify.ts";

const FETCHED_AT_ONCE = 12;

/** Brings a part that is not in the store: from the control plane, or from a local folder. */
export type PartSource = (sha256: string, bytes: number) => Promise<Buffer>;

/**
 * Puts every part of the manifest into the store that is not there yet.
 *
 * @throws SnapshotRefused for bytes that are not what the manifest names; what the source throws for the rest.
 */
export async function fetchMissingParts(manifest: Manifest, store: PartStore, source: PartSource): Promise<void> {
  const entries = Object.entries(manifest.parts).values();
  const fetchNext = async () => {
    for (const [name, reference] of entries) {
      if (await store.has(reference.sha256)) continue;
      const bytes = await source(reference.sha256, reference.bytes);
      assertPart(name, bytes, reference);
      await store.write(reference.sha256, bytes);
    }
  };
  await Promise.all(Array.from({ length: FETCHED_AT_ONCE }, fetchNext));
}
