import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { duration, milliseconds } from "../contract/units.ts";

const OVERLAP_MAX_MS = 30 * 86_400_000;

const name = z.string().trim().min(1).max(100);
const publicUrls = z.array(z.url({ protocol: /^https?$/, error: "is not an http or https address" }).max(500)).max(20);

export const groupInput = z.strictObject({ slug, name, publicUrls: publicUrls.default([]) });
export const groupChange = z.strictObject({ name, publicUrls }).partial();

export const gatewayInput = z.strictObject({
  /** Unique in the installation. */
  name: slug,
  /** Slug of its gateway group. */
  group: slug,
  labels: z.record(slug, z.string().max(100)).default({}),
});

export const gatewayListInput = pageInput.extend({
  group: slug.optional(),
  /** Part of the name. */
  search: z.string().trim().max(200).optional(),
});

export const rotateInput = z.strictObject({
  /** How long the old token still works beside the new one. */
  overlap: duration.refine((text) => milliseconds(text) <= OVERLAP_MAX_MS, "is longer than 30d").default("1h"),
});

export const groupParams = z.object({ slug });
export const gatewayParams = z.object({ id: z.uuid() });

export type GroupInput = z.output<typeof groupInput>;
export type GroupChange = z.output<typeof groupChange>;
export type GatewayInput = z.output<typeof gatewayInput>;
export type GatewayListInput = z.output<typeof gatewayListInput>;
export type RotateInput = z.output<typeof rotateInput>;
