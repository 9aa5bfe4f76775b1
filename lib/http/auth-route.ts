import { anonymous } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { endSession } from "../identity/end-session.ts";
import { log } from "../log.ts";
import { authenticate } from "./authenticate.ts";
import { clientAddress } from "./client-address.ts";
import { callNextAuth, type NextAuthCall } from "./next-auth.ts";
import { withOwnToken } from "./plain-sign-in.ts";
import { type Platform, platform } from "./platform.ts";
import { mediaTypeOf, readBody } from "./read-body.ts";
import { requestIdOf } from "./request-id.ts";
import { problemResponse } from "./respond.ts";
import { parseCookies, sessionCookieName } from "./session-cookie.ts";

const BODY_BYTES_MAX = 16 * 1024;

/**
 * What `/api/auth/*` answers: next-auth, bound to our sessions. Whoever asks for JSON (`json=true`, as next-auth's own client
 * does) gets a refusal as a problem, a plain form is sent back to the sign-in page.
 */
export async function authRoute(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const url = new URL(request.url);
  try {
    const response = await answer(request, url, requestId);
    response.headers.set("x-request-id", requestId);
    if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
    return response;
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem("internal");
    if (problem !== error) log.error({ err: error, requestId, instance: url.pathname }, "sign-in request failed");
    const response = problemResponse(problem, { instance: url.pathname, requestId });
    response.headers.set("x-request-id", requestId);
    return response;
  }
}

async function answer(request: Request, url: URL, requestId: string): Promise<Response> {
  const base = platform();
  const address = clientAddress(request.headers, base.trustedProxies);
  const { actor } = await authenticate(withoutBearer(request.headers), base);
  const ctx: Context = { actor, db: base.db, now: base.now, random: base.random, requestId, address };
  const call = withOwnToken(await toCall(request, url, base, actor.kind !== "anonymous"), request, base);

  const { response, refusal } = await callNextAuth({ ...ctx, actor: anonymous }, base, call);
  if (refusal && call.body?.json === "true") {
    throw new Problem(refusal.slug, refusal.detail, { ...refusal.extensions, url: signInUrl(base, refusal, call) });
  }
  if (refusal) return new Response(null, { status: 302, headers: { location: signInUrl(base, refusal, call) } });
  if (isSignedOut(call, response) && actor.kind === "user" && actor.sessionId) await endSession(ctx, actor.sessionId);
  return response;
}

async function toCall(request: Request, url: URL, base: Platform, isSignedIn: boolean): Promise<NextAuthCall> {
  const cookies = parseCookies(request.headers.get("cookie") ?? "");
  const action = url.pathname.split("/").filter(Boolean).slice(2);
  // a session that has ended is no session, whatever its cookie still says
  if (action[0] === "session" && !isSignedIn) delete cookies[sessionCookieName(base.publicUrl)];
  return {
    action,
    method: request.method,
    query: Object.fromEntries(url.searchParams),
    cookies,
    headers: Object.fromEntries(request.headers),
    body: request.method === "POST" ? await readForm(request) : undefined,
  };
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const text = (await readBody(request, BODY_BYTES_MAX)).toString("utf8");
  const mediaType = mediaTypeOf(request);
  if (mediaType === "application/x-www-form-urlencoded") return Object.fromEntries(new URLSearchParams(text));
  throw new Problem("unsupported-media-type", "Send application/x-www-form-urlencoded.");
}

/** next-auth signs out only with its CSRF token; then it takes the session cookie away. */
function isSignedOut({ action, method }: NextAuthCall, response: Response): boolean {
  if (action[0] !== "signout" || method !== "POST") return false;
  return response.headers.getSetCookie().some((cookie) => /session-token=;/.test(cookie));
}

/** The way back to the form, which leads on to where its reader came from. */
function signInUrl(base: Platform, refusal: Problem, { body }: NextAuthCall): string {
  const query = new URLSearchParams({ error: refusal.slug });
  if (body?.callbackUrl) query.set("callbackUrl", body.callbackUrl);
  return `${base.publicUrl}/sign-in?${query}`;
}

/** Only the session counts here. */
function withoutBearer(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete("authorization");
  return copy;
}
