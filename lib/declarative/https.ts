import { z } from "zod";
import { httpsRules } from "../contract/https.ts";
import { duration, milliseconds } from "../contract/units.ts";

const mode = httpsRules.shape.mode;

/** `https: required`, or with what browsers are told: `{ mode: required, hsts: { maxAge: 365d, includeSubDomains: true } }`. */
export const declaredHttps = z
  .union([
    mode,
    z.strictObject({
      mode,
      hsts: z
        .strictObject({
          maxAge: duration,
          includeSubDomains: z.boolean().default(false),
          preload: z.boolean().default(false),
        })
        .optional(),
    }),
  ])
  .transform((written): z.input<typeof httpsRules> => {
    if (typeof written === "string") return { mode: written };
    if (written.hsts === undefined) return { mode: written.mode };
    const { maxAge, ...rest } = written.hsts;
    return { mode: written.mode, hsts: { maxAgeSeconds: Math.floor(milliseconds(maxAge) / 1000), ...rest } };
  })
  .pipe(httpsRules);
