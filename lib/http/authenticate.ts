import { type Actor, anonymous } from "../authz/actor.ts";
import { Problem } from "../contract/problem.ts";
import { findSessionActor } from "../identity/actor.ts";
import { findTokenActor } from "../tokens/actor.ts";
import type { Platform } from "./platform.ts";
import { readSessionCookie } from "./session-cookie.ts";

/** What a request proves who it is with. */
export interface Credential {
  kind: "session" | "token" | "none";
  actor: Actor;
}

/**
 * Who sends the request: the bearer of an access token, or the person of the session cookie. A token that is not valid is
 * refused; a session that has ended is as if there were none.
 */
export async function authenticate(headers: Headers, base: Platform): Promise<Credential> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer +([\x21-\x7e]{1,300})$/i.exec(authorization.trim())?.[1];
    const actor = token === undefined ? undefined : await findTokenActor(base.db, token, base.now());
    if (!actor) throw new Problem("token-not-valid");
    return { kind: "token", actor };
  }
  const session = await readSessionCookie(headers, base);
  const actor = session && (await findSessionActor(base.db, { id: session.sid, userId: session.sub }, base.now()));
  return actor ? { kind: "session", actor } : { kind: "none", actor: anonymous };
}

/** One name for whoever sends: what is counted, and what an idempotency key belongs to. */
export function senderOf({ actor }: Credential, address: string): string {
  if (actor.kind === "anonymous") return `address:${address}`;
  if (actor.kind === "user" && actor.tokenId === undefined) return `user:${actor.id}`;
  return `token:${actor.kind === "user" ? actor.tokenId : actor.id}`;
}
