import { anonymous } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { findSessionActor } from "../identity/actor.ts";
import { clientAddress } from "./client-address.ts";
import { platform } from "./platform.ts";
import { requestIdOf } from "./request-id.ts";
import { readSessionCookie } from "./session-cookie.ts";

/**
 * The context of a page's reader, for the verbs and queries that a server component calls: `pageContext(await headers())`.
 * Whoever has no live session is anonymous; the verb decides what that means.
 */
export async function pageContext(headers: Headers): Promise<Context> {
  const base = platform();
  const session = await readSessionCookie(headers, base);
  const actor = session && (await findSessionActor(base.db, { id: session.sid, userId: session.sub }, base.now()));
  return {
    actor: actor ?? anonymous,
    db: base.db,
    now: base.now,
    random: base.random,
    requestId: requestIdOf(headers),
    address: clientAddress(headers, base.trustedProxies),
  };
}
