import { decode } from "next-auth/jwt";
import { z } from "zod";
import type { Platform } from "./platform.ts";

/** What our session cookie holds, encrypted by next-auth. The Session row decides whether it still stands. */
const sessionToken = z.object({ sub: z.uuid(), sid: z.uuid(), epoch: z.int() });

export type SessionToken = z.output<typeof sessionToken>;

/** `Secure`, and with the prefix that makes browsers insist on it, wherever the public address is HTTPS. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

export async function readSessionCookie(headers: Headers, base: Platform): Promise<SessionToken | undefined> {
  const cookies = parseCookies(headers.get("cookie") ?? "");
  const token = cookies[sessionCookieName(base.publicUrl)];
  if (token === undefined) return undefined;
  try {
    const result = sessionToken.safeParse(await decode({ token, secret: base.sessionSecret }));
    return result.success ? result.data : undefined;
  } catch {
    // forged, of another installation, or out of date: as if there were none
    return undefined;
  }
}

/** RFC 6265, section 5.4, as servers read it: the first of equal names counts. */
export function parseCookies(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    if (!Object.hasOwn(cookies, name)) cookies[name] = decodeValue(pair.slice(at + 1).trim());
  }
  return cookies;
}

function decodeValue(value: string): string {
  const bare = value.replace(/^"(.*)"$/, "$1");
  return /%(?![0-9a-f]{2})/i.test(bare) || !bare.includes("%") ? bare : safelyDecoded(bare);
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // well-formed escapes of bytes that are no UTF-8
    return text;
  }
}
