import { Problem } from "../contract/problem.ts";

const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/**
 * A change that a session cookie stands for must come from our own pages: browsers say so in `Sec-Fetch-Site`, older ones in
 * `Origin`. Whoever sends neither is no browser, and uses an access token.
 */
export function assertSameSite(request: Request, publicUrl: string): void {
  if (SAFE_METHODS.includes(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) {
    if (site === "same-origin") return;
    throw new Problem("cross-site-request");
  }
  const origin = request.headers.get("origin");
  if (origin !== null && (origin === new URL(publicUrl).origin || isOwnHost(origin, request))) return;
  throw new Problem("cross-site-request", "Send Origin or Sec-Fetch-Site with a session, or use an access token.");
}

/** Reached under another name than the public one, an address of the machine say: then its host is the page's. */
function isOwnHost(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
