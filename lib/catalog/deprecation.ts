import { z } from "zod";

/** What becomes of calls once a deprecated version has reached its end: they are served on, or refused with 410. */
export const afterSunset = z.enum(["serve", "gone"]).default("serve");

const BROWNOUTS_MAX = 50;
const instant = z.iso.datetime({ offset: true });

/** Announced spans in which a deprecated version refuses its callers for a while. */
export const brownouts = z
  .array(
    z
      .strictObject({ from: instant, until: instant })
      .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
        message: "ends before it begins",
        path: ["until"],
      }),
  )
  .max(BROWNOUTS_MAX)
  .default([]);
