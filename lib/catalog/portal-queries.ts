import { Prisma } from "../../prisma/generated/client.ts";
import type { Actor } from "../authz/actor.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { servedStates } from "./catalog.ts";
import type { VersionPlace } from "./place.ts";

const served = {
  where: { state: { in: [...servedStates] }, revisions: { some: { state: "live" } } },
  orderBy: { id: "asc" },
  include: {
    successor: { select: { name: true } },
    revisions: {
      where: { state: "live" },
      select: {
        id: true,
        liveAt: true,
        documentId: true,
        document: { select: { info: true } },
        _count: { select: { operations: true } },
      },
    },
  },
} as const satisfies Prisma.Api$versionsArgs;

const offered = {
  workspace: { select: { slug: true, name: true } },
  versions: served,
  deployments: { select: { group: { select: { publicUrls: true } } } },
} as const satisfies Prisma.ApiInclude;

export type OfferedApiRow = Prisma.ApiGetPayload<{ include: typeof offered }>;
export type OfferedVersionRow = OfferedApiRow["versions"][number];

/** An API that the actor may see and of which something is live. */
export async function getOfferedApi(
  reader: Reader,
  actor: Actor,
  workspaceSlug: string,
  slug: string,
): Promise<OfferedApiRow> {
  const row = await findOfferedApi(reader, actor, workspaceSlug, slug);
  if (!row) throw new Problem("not-found");
  return row;
}

export async function findOfferedApi(
  reader: Reader,
  actor: Actor,
  workspaceSlug: string,
  slug: string,
): Promise<OfferedApiRow | undefined> {
  const row = await reader.api.findFirst({
    where: { slug, workspace: { slug: workspaceSlug }, archivedAt: null, ...visibleTo(actor) },
    include: offered,
  });
  return row && row.versions.length > 0 ? row : undefined;
}

/** What is live of a version that the actor may see; one look-up, where the whole API takes one for each of its relations. */
export async function findLiveRevision(
  reader: Reader,
  actor: Actor,
  { workspace, api, version }: VersionPlace,
): Promise<{ id: string; documentId: string | null } | undefined> {
  const row = await reader.revision.findFirst({
    where: {
      state: "live",
      apiVersion: {
        name: version,
        state: served.where.state,
        api: { slug: api, workspace: { slug: workspace }, archivedAt: null, ...visibleTo(actor) },
      },
    },
    select: { id: true, documentId: true },
  });
  return row ?? undefined;
}

/** What an actor may see of what is live. A restricted API is seen by the members of its workspace. */
function visibleTo(actor: Actor): Prisma.ApiWhereInput {
  const own = ownWorkspaces(actor);
  if (own === "all") return {};
  if (own === "none") return { visibility: "public" };
  return { OR: [{ visibility: { not: "restricted" } }, { workspaceId: { in: own } }] };
}

/** The same as SQL, over the table `apis` named `a`. */
export function visibleToSql(actor: Actor): Prisma.Sql {
  const own = ownWorkspaces(actor);
  if (own === "all") return Prisma.sql`true`;
  if (own === "none") return Prisma.sql`a.visibility = 'public'`;
  return Prisma.sql`(a.visibility <> 'restricted' OR a.workspace_id = ANY(${own}::uuid[]))`;
}

function ownWorkspaces(actor: Actor): string[] | "all" | "none" {
  if (actor.kind === "anonymous") return "none";
  if (actor.kind === "system") return "all";
  if (actor.kind === "user") return [...actor.roles.keys()];
  return actor.workspaceId === undefined ? "all" : [actor.workspaceId];
}
