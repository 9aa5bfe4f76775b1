import { type Actor, anonymous } from "../authz/actor.ts";
import type { Platform } from "./platform.ts";

/** What a request proves who it is with. */
export interface Credential {
  kind: "session" | "token" | "none";
  actor: Actor;
}

/** Who sends the request: the bearer of an access token, or the person of the session cookie. */
export async function authenticate(_request: Request, _base: Platform): Promise<Credential> {
  return { kind: "none", actor: anonymous };
}
