import type { HttpsRules } from "../contract/https.ts";

const DAY_SECONDS = 24 * 60 * 60;

const UNTOLD = "none";

/** For how long browsers are told to keep to HTTPS, in seconds. */
export const hstsAges = [UNTOLD, ...[1, 30, 365, 730].map((days) => String(days * DAY_SECONDS))];

/** Rules of HTTPS as a form holds them. */
export interface HttpsSettings {
  httpsMode: HttpsRules["mode"];
  hstsSeconds: string;
  hstsReach: "host" | "subdomains" | "preload";
}

/** Browsers take a host into their lists only for all below it, and for a year at least. */
export function mayReach({ hstsSeconds, hstsReach }: HttpsSettings): boolean {
  return hstsReach !== "preload" || hstsSeconds === UNTOLD || Number(hstsSeconds) >= 365 * DAY_SECONDS;
}

export function toHttpsSettings({ mode, hsts }: HttpsRules): HttpsSettings {
  return {
    httpsMode: mode,
    hstsSeconds: hsts === null ? UNTOLD : String(hsts.maxAgeSeconds),
    hstsReach: hsts?.preload ? "preload" : hsts?.includeSubDomains ? "subdomains" : "host",
  };
}

export function toHttpsRules({ httpsMode, hstsSeconds, hstsReach }: HttpsSettings): HttpsRules {
  if (hstsSeconds === UNTOLD) return { mode: httpsMode, hsts: null };
  return {
    mode: httpsMode,
    hsts: {
      maxAgeSeconds: Number(hstsSeconds),
      includeSubDomains: hstsReach !== "host",
      preload: hstsReach === "preload",
    },
  };
}
