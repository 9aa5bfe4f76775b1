import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { dimensions, intervals } from "./usage.ts";

const DIMENSIONS_MAX = 3;

const filters = {
  /** Inclusive; cut to the start of its interval. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Exclusive; now when left out. */
  to: z.iso.datetime({ offset: true }).optional(),
  interval: z.enum(intervals).default("day"),
  groupBy: z.array(z.enum(dimensions)).max(DIMENSIONS_MAX).default([]),
  /** Slug of an API. */
  api: slug.optional(),
  operation: z.string().max(200).optional(),
  status: z.coerce.number().int().min(100).max(599).optional(),
  subscription: z.uuid().optional(),
  application: z.uuid().optional(),
};

export const usageInput = z.object(filters);
/** Slugs of APIs are unique in a workspace only. */
export const ownUsageInput = z.object({ ...filters, workspace: slug.optional() });

export type UsageInput = z.output<typeof usageInput>;
export type OwnUsageInput = z.output<typeof ownUsageInput>;
