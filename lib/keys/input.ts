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

/** Who calls without a key, as the gateway finds it in a token or in the TLS handshake. */
export const registerClientInput = z.union([
  z.strictObject({
    /** The token's `iss`, byte for byte; empty for tokens without one. */
    issuer: z.string().trim().max(500),
    /** What the claim names that the API's credentials say. */
    client: z.string().trim().min(1).max(500),
  }),
  z.strictObject({
    label,
    /** SHA-256 fingerprint, with or without colons. */
    certificate: z
      .string()
      .regex(/^([0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}$/, "is not a SHA-256 fingerprint")
      .transform((text) => text.replaceAll(":", "").toLowerCase()),
  }),
]);

export const rotateKeyInput = z.strictObject({
  /** How long the old key works beside the new one; `0s` ends it at once. */
  overlap: duration
    .refine((text) => (parseDuration(text) ?? 0) <= OVERLAP_MAX_MS, { message: "is above 90d" })
    .default("24h"),
});

export type CreateKeyInput = z.output<typeof createKeyInput>;
export type RegisterKeyInput = z.output<typeof registerKeyInput>;
export type RegisterClientInput = z.output<typeof registerClientInput>;
export type RotateKeyInput = z.output<typeof rotateKeyInput>;
