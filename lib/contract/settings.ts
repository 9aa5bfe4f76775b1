import { z } from "zod";

/** What gateways are to forget of what they have stored of an API's answers: everything, or by tags and URLs. */
export const cachePurge = z.strictObject({
  /** Grows from order to order: each is carried out once by each thread of each gateway. */
  sequence: z.int().positive(),
  api: z.string().min(1).max(200),
  all: z.boolean(),
  tags: z.array(z.string()),
  /** Path as callers send it, with the query where only that is meant; a `*` at the end stands for whatever follows. */
  urls: z.array(z.string()),
});

/** How many orders a snapshot holds. A gateway that has missed older ones forgets everything. */
export const PURGES_MAX = 100;

/** The part `settings` of a snapshot. */
export const settingsPart = z.strictObject({
  /** Where the group is reached from outside. */
  publicUrls: z.array(z.url()),
  /** The latest orders to forget stored answers, in their sequence. */
  purges: z.array(cachePurge).max(PURGES_MAX).optional(),
});

export type CachePurge = z.infer<typeof cachePurge>;
export type SettingsPart = z.infer<typeof settingsPart>;
