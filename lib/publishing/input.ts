import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";

export const snapshotListInput = pageInput.extend({
  /** Slug of the gateway group. */
  group: slug.default("default"),
});

export const snapshotParams = z.object({ group: slug, generation: z.coerce.number().int().min(1).max(2_147_483_647) });

export const restoreInput = z.strictObject({ note: z.string().trim().max(1_000).optional() });

export type SnapshotListInput = z.output<typeof snapshotListInput>;
export type RestoreInput = z.output<typeof restoreInput>;
