import type { Permission, Role } from "./permissions.ts";

/** A person in a session or behind a personal token. */
export interface UserActor {
  kind: "user";
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  /** Workspace id → role. */
  roles: ReadonlyMap<string, Role>;
  /** Team id → role in the team. */
  teams: ReadonlyMap<string, "owner" | "member">;
  /** A token's scopes narrow what its user may do; a session has none. */
  scopes?: ReadonlySet<Permission>;
  sessionId?: string;
  tokenId?: string;
}

/** A service token: acts in one workspace, or (for automation of an installation) in all. */
export interface ServiceActor {
  kind: "service";
  id: string;
  name: string;
  /** Undefined: every workspace, and the installation. */
  workspaceId: string | undefined;
  scopes: ReadonlySet<Permission>;
}

/** The product itself: the clock, the worker, the seed. */
export interface SystemActor {
  kind: "system";
  id: string;
  name: string;
}

export interface AnonymousActor {
  kind: "anonymous";
}

export type Actor = UserActor | ServiceActor | SystemActor | AnonymousActor;

export const anonymous: AnonymousActor = { kind: "anonymous" };

/** The person behind an actor, for columns that name people; tokens of services and the product itself are none. */
export function personId(actor: Actor): string | null {
  return actor.kind === "user" ? actor.id : null;
}
