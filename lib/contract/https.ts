import { z } from "zod";

/** Longer than browsers keep it, and still exact. */
const MAX_AGE_SECONDS_MAX = 10 * 365 * 24 * 60 * 60;

/** What browsers are told to keep to for so long (`Strict-Transport-Security`, RFC 6797). */
const hsts = z.strictObject({
  maxAgeSeconds: z.int().min(0).max(MAX_AGE_SECONDS_MAX),
  includeSubDomains: z.boolean().default(false),
  /** Asks browsers to know of it before the first visit; needs both a year and the subdomains. */
  preload: z.boolean().default(false),
});

type Hsts = z.output<typeof hsts>;

const PRELOAD_SECONDS_MIN = 365 * 24 * 60 * 60;

/** Whether calls must come over TLS: refused (`required`), sent there (`redirect`), or as they like. */
export const httpsRules = z
  .strictObject({ mode: z.enum(["optional", "redirect", "required"]), hsts: hsts.nullable().default(null) })
  .refine((rules) => !rules.hsts?.preload || mayPreload(rules.hsts), {
    message: "needs includeSubDomains and at least a year of maxAgeSeconds for preload",
    path: ["hsts", "preload"],
  });

export type HttpsRules = z.output<typeof httpsRules>;

export const anyScheme: HttpsRules = { mode: "optional", hsts: null };

/** Whether calls may come as they like, and browsers are told nothing. */
export function isAnyScheme({ mode, hsts }: HttpsRules): boolean {
  return mode === "optional" && hsts === null;
}

/** The value of `Strict-Transport-Security` (RFC 6797, 6.1). */
export function hstsHeader({ maxAgeSeconds, includeSubDomains, preload }: Hsts): string {
  return `max-age=${maxAgeSeconds}${includeSubDomains ? "; includeSubDomains" : ""}${preload ? "; preload" : ""}`;
}

function mayPreload({ maxAgeSeconds, includeSubDomains }: Hsts): boolean {
  return includeSubDomains && maxAgeSeconds >= PRELOAD_SECONDS_MIN;
}
