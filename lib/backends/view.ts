import { z } from "zod";
import type { Backend } from "../../prisma/generated/client.ts";
import type { BackendPart } from "../contract/snapshot.ts";
import { milliseconds } from "../contract/units.ts";
import { toCarePart } from "./care-part.ts";
import { backendConfig } from "./input.ts";

export const backendView = backendConfig.extend({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
});

/** A version of an API with a revision that calls the backend. */
const backendUse = z.object({ api: z.string(), apiName: z.string(), version: z.string(), isLive: z.boolean() });
export const backendUses = z.object({
  usedBy: z.array(backendUse),
  /** Places whose policies name it: `workspace`, `api orders v1`. */
  policies: z.array(z.string()),
});

/** What gateways find wrong with a backend at the moment; empty when all is well, or nothing is watched. */
export const backendHealth = z.object({
  troubles: z.array(
    z.object({
      gateway: z.string(),
      circuit: z.enum(["open", "half-open"]).nullable(),
      /** Addresses of targets that get no calls, of so many. */
      targetsOut: z.array(z.string()),
      targets: z.int(),
    }),
  ),
});

export type BackendHealth = z.infer<typeof backendHealth>;
export type BackendUse = z.infer<typeof backendUse>;
export type BackendUses = z.infer<typeof backendUses>;
export type BackendView = z.infer<typeof backendView>;

export function toBackendView(row: Backend): BackendView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    ...backendConfig.parse(row.config),
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The backend as a gateway gets it: all times in milliseconds. */
export function toBackendPart(row: Pick<Backend, "id" | "name" | "config">): BackendPart {
  const { targets, loadBalancing, timeouts, hashBy, ...care } = backendConfig.parse(row.config);
  const isHashed = loadBalancing === "consistent-hash";
  return {
    id: row.id,
    name: row.name,
    targets: targets.map(({ priority, ...target }) => (priority === undefined ? target : { ...target, priority })),
    loadBalancing: loadBalancing === "weighted" ? "round-robin" : loadBalancing,
    ...(isHashed && { hashBy: hashBy ?? { source: "client-address" } }),
    ...toCarePart(care),
    timeouts: {
      connectMs: milliseconds(timeouts.connect),
      firstByteMs: milliseconds(timeouts.firstByte),
      idleMs: milliseconds(timeouts.idle),
      totalMs: milliseconds(timeouts.total),
    },
  };
}
