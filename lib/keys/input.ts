import { z } from "zod";
import { isMistypedApiKey } from "../contract/keys.ts";
import { duration, parseDuration } from "../contract/units.ts";

export const keyParams = z.object({ id: z.uuid(), keyId: z.uuid() });

const label = z.string().trim().max(100).default("");
const expiresAt = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const OVERLAP_MAX_MS = 90 * 86_400_000;

export const createKeyInput = z.strictObject({ label, expiresAt: expiresAt.optional() });

/** A key from another platform: what fits into a header unquoted, long and varied enough not to be guessed. */
export const registerKeyInput = z.strictObject({
  label,
  expiresAt: expiresAt.optional(),
  key: z
    .string()
    .min(16)
    .max(256)
    .regex(/^[\x21-\x7e]+$/, "holds a space or a character beyond ASCII")
    .refine((key) => new Set(key).size >= 8, { message: "has fewer than 8 different characters" })
    .refine((key) => !isMistypedApiKey(key), { message: "looks like a key of this installation with a typo" }),
});

export const rotateKeyInput = z.strictObject({
  /** How long the old key works beside the new one; `0s` ends it at once. */
  overlap: duration
    .refine((text) => (parseDuration(text) ?? 0) <= OVERLAP_MAX_MS, { message: "is above 90d" })
    .default("24h"),
});

export type CreateKeyInput = z.output<typeof createKeyInput>;
export type RegisterKeyInput = z.output<typeof registerKeyInput>;
export type RotateKeyInput = z.output<typeof rotateKeyInput>;
