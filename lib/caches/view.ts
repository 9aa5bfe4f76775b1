import { z } from "zod";
import type { PurgeRow } from "./queries.ts";

export const purgeView = z.object({
  /** Its place among all orders of the installation: gateways carry them out in this order. */
  sequence: z.int(),
  all: z.boolean(),
  tags: z.array(z.string()),
  urls: z.array(z.string()),
  createdAt: z.iso.datetime(),
});

export type PurgeView = z.infer<typeof purgeView>;

export function toPurgeView({ sequence, all, tags, urls, createdAt }: PurgeRow): PurgeView {
  return { sequence, all, tags, urls, createdAt: createdAt.toISOString() };
}
