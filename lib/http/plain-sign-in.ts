import { createHash, randomBytes } from "node:crypto";
import type { NextAuthCall } from "./next-auth.ts";
import type { Platform } from "./platform.ts";
import { assertSameSite } from "./same-site.ts";

/**
 * A sign-in from a plain form, without JavaScript, has no token of next-auth's against forged requests: a page cannot set the
 * cookie that goes with it. What the browser says of the form's origin stands for the token, as it does in the management API.
 */
export function withOwnToken(call: NextAuthCall, request: Request, base: Platform): NextAuthCall {
  const isSignIn = call.method === "POST" && call.action.join("/") === "callback/credentials";
  if (!isSignIn || !call.body || call.body.csrfToken !== undefined) return call;
  assertSameSite(request, base.publicUrl);

  const csrfToken = randomBytes(32).toString("hex");
  const proof = createHash("sha256").update(`${csrfToken}${base.sessionSecret}`).digest("hex");
  return {
    ...call,
    cookies: { ...call.cookies, [csrfCookieName(base.publicUrl)]: `${csrfToken}|${proof}` },
    body: { ...call.body, csrfToken },
  };
}

function csrfCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token";
}
