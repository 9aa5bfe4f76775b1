import { z } from "zod";
import type { SnapshotFault } from "../../prisma/generated/client.ts";
import { gatewayState, gatewayStates } from "./fleet.ts";
import type { GatewayRow, GroupRow } from "./queries.ts";

export const gatewayView = z.object({
  id: z.uuid(),
  name: z.string(),
  group: z.string(),
  labels: z.record(z.string(), z.string()),
  state: z.enum(gatewayStates),
  softwareVersion: z.string(),
  capabilities: z.array(z.string()),
  /** The newest generation of its group, the one that it serves, and the one that it would not load. */
  newestGeneration: z.int().nullable(),
  appliedGeneration: z.int().nullable(),
  refusedGeneration: z.int().nullable(),
  refusedReason: z.string().nullable(),
  requestsInFlight: z.int().nullable(),
  residentBytes: z.int().nullable(),
  startedAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});

/** Shown once: what the gateway is started with. */
export const gatewaySecretView = z.object({
  gateway: gatewayView,
  token: z.string(),
  /** `GATEHOUSE_GROUP_KEY`: opens the secrets that travel to the group. */
  groupKey: z.string(),
  /** `GATEHOUSE_SIGNING_PUBLIC_KEYS`: `<key id>=<public key>` of who may sign its snapshots. */
  signingPublicKeys: z.string(),
});

export const gatewayTokenView = z.object({ gateway: gatewayView, token: z.string() });

export const groupView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  publicUrls: z.array(z.string()),
  newestGeneration: z.int().nullable(),
  /** How many gateways are in which state. */
  gateways: z.record(z.enum(gatewayStates), z.int()),
  /** Parts that could not be built: the gateways serve the last good form. */
  faults: z.array(z.object({ part: z.string(), reason: z.string(), since: z.iso.datetime() })),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
});

/** A gateway that would not load the newest snapshot, as a workspace that it serves may know of it. */
export interface RefusalView {
  id: string;
  name: string;
  /** Name of its group. */
  group: string;
  /** What it serves instead; null when it has nothing yet. */
  servesGeneration: number | null;
}

export type GatewayView = z.output<typeof gatewayView>;
export type GroupView = z.output<typeof groupView>;

export function toGatewayView(row: GatewayRow, newestGeneration: number | null, now: Date): GatewayView {
  const load = storedLoad.parse(row.load);
  return {
    id: row.id,
    name: row.name,
    group: row.group.slug,
    labels: gatewayView.shape.labels.parse(row.labels),
    state: gatewayState(row, newestGeneration, now),
    softwareVersion: row.softwareVersion,
    capabilities: row.capabilities,
    newestGeneration,
    appliedGeneration: row.appliedGeneration,
    refusedGeneration: row.refusedGeneration,
    refusedReason: row.refusedReason,
    requestsInFlight: load.requestsInFlight ?? null,
    residentBytes: load.residentBytes ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

export function toGroupView(
  row: GroupRow,
  newestGeneration: number | null,
  faults: SnapshotFault[],
  now: Date,
): GroupView {
  const counts = Object.fromEntries(gatewayStates.map((state) => [state, 0])) as GroupView["gateways"];
  for (const gateway of row.gateways) counts[gatewayState(gateway, newestGeneration, now)] += 1;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    publicUrls: row.publicUrls,
    newestGeneration,
    gateways: counts,
    faults: faults.map(({ part, reason, since }) => ({ part, reason, since: since.toISOString() })),
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
  };
}

/** `load` of the last status; empty before the first. */
const storedLoad = z.object({ requestsInFlight: z.int(), residentBytes: z.int() }).partial();
