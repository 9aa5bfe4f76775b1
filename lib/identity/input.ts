import { z } from "zod";
import { pageInput } from "../contract/paging.ts";
import { PASSWORD_LENGTH_MAX, passwordFault } from "./user.ts";

export const email = z.string().trim().max(254).pipe(z.email("is not an e-mail address"));

/** A person's or thing's name as shown: one line, no control characters. */
export const displayName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100)
  .regex(/^\P{Cc}*$/u, "must not hold control characters");

export const signUpInput = z
  .strictObject({ email, name: displayName, password: z.string().max(PASSWORD_LENGTH_MAX * 4) })
  .superRefine(({ email, password }, check) => {
    const fault = passwordFault(password, email);
    if (fault) check.addIssue({ code: "custom", path: ["password"], message: fault });
  });

/** Looser than sign-up: what cannot be right is refused like what is wrong. */
export const signInInput = z.object({ email: z.string().max(254), password: z.string().max(PASSWORD_LENGTH_MAX * 4) });

export const profileInput = z.strictObject({ name: displayName });

/** As far as it can be judged without the e-mail address, which the verb knows. */
const newPassword = z
  .string()
  .max(PASSWORD_LENGTH_MAX * 4)
  .superRefine((password, check) => {
    const fault = passwordFault(password, "");
    if (fault) check.addIssue({ code: "custom", message: fault });
  });

export const passwordInput = z.strictObject({
  present: z
    .string()
    .min(1)
    .max(PASSWORD_LENGTH_MAX * 4),
  next: newPassword,
});

/** What a mailed link holds. */
const proof = z.string().trim().min(1, "must not be empty").max(200);

export const resetRequestInput = z.strictObject({ email });
export const passwordResetInput = z.strictObject({ proof, password: newPassword });
export const proofInput = z.strictObject({ proof });

export const userSearch = pageInput.extend({
  /** Part of the name or of the e-mail address. */
  search: z.string().trim().max(200).optional(),
  state: z.enum(["pending", "active", "blocked"]).optional(),
});

export type UserSearch = z.output<typeof userSearch>;
export type SignUpInput = z.output<typeof signUpInput>;
export type SignInInput = z.output<typeof signInInput>;
export type ProfileInput = z.output<typeof profileInput>;
export type PasswordInput = z.output<typeof passwordInput>;
export type ResetRequestInput = z.output<typeof resetRequestInput>;
export type PasswordResetInput = z.output<typeof passwordResetInput>;
export type ProofInput = z.output<typeof proofInput>;
