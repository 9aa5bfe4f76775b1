import { Problem } from "../contract/problem.ts";

/**
 * The address of a trial. It never leaves the version's own base: `..` and `//elsewhere` are resolved first, and what is not
 * below the base then is refused, so that a portal page can call nothing but what a gateway serves.
 */
export function trialUrl(base: string, path: string): URL {
  const root = new URL(base);
  const url = URL.canParse(`${base}${path}`) ? new URL(`${base}${path}`) : undefined;
  const isBelow = url?.origin === root.origin && url.pathname.startsWith(`${root.pathname.replace(/\/$/, "")}/`);
  if (!url || !isBelow || url.username !== "" || url.password !== "") {
    throw new Problem("invalid-input", "The path leads elsewhere.", {
      errors: [{ pointer: "/path", detail: "does not stay below the version's address" }],
    });
  }
  url.hash = "";
  return url;
}

/** What a reader may send along: nothing of this connection, no cookies, nothing that says where a call comes from. */
export function trialHeaders(headers: readonly (readonly [string, string])[]): Headers {
  const sent = new Headers();
  for (const [name, value] of headers) if (!isWithheld(name)) sent.append(name, value);
  return sent;
}

/** What a reader is shown of an answer. Cookies of a backend are none of this origin's. */
export function answeredHeaders(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => name !== "set-cookie" && !WITHHELD.has(name));
}

function isWithheld(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    WITHHELD.has(lower) || lower.startsWith("x-forwarded") || lower.startsWith("proxy-") || lower.startsWith("sec-")
  );
}

const WITHHELD = new Set([
  "connection",
  "content-length",
  "cookie",
  "expect",
  "forwarded",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-real-ip",
]);
