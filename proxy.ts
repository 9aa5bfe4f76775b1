import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "#lib/env.ts";
import { pageHeaders } from "#lib/http/page-headers.ts";
import { requestIdOf } from "#lib/http/request-id.ts";

/** Gives each page its request id and a content security policy with a fresh nonce. Who may see what is decided in verbs. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const requestId = requestIdOf(request.headers);
  const answered = pageHeaders({
    nonce,
    isHttps: env.publicUrl.startsWith("https:"),
    isDevelopment: env.isDevelopment,
  });

  // Next reads the nonce for its own scripts from the policy on the request.
  const forwarded = new Headers(request.headers);
  forwarded.set("x-nonce", nonce);
  forwarded.set("x-request-id", requestId);
  forwarded.set("content-security-policy", answered["content-security-policy"]);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("x-request-id", requestId);
  for (const [name, value] of Object.entries(answered)) response.headers.set(name, value);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static|_next/image|favicon.svg|robots.txt).*)"],
};
