import { z } from "zod";
import { passwordInput, passwordResetInput, profileInput, resetRequestInput } from "../identity/input.ts";
import { userView } from "../identity/view.ts";
import { type ShownProblem, send } from "./send.ts";

const nothing = z.undefined();

/** The forms of the account are checked by the server's own schemas. */
export const resetRequestForm = resetRequestInput;
export const newPasswordForm = passwordResetInput.pick({ password: true });
export const profileForm = profileInput;
export const passwordForm = passwordInput;

export function requestPasswordReset(values: z.output<typeof resetRequestForm>): Promise<ShownProblem | undefined> {
  return sent("/api/v1/password-resets", "POST", values);
}

export function resetPassword(proof: string, password: string): Promise<ShownProblem | undefined> {
  return sent("/api/v1/password-resets/redeem", "POST", { proof, password });
}

export function verifyEmail(proof: string): Promise<ShownProblem | undefined> {
  return sent("/api/v1/email-verifications", "POST", { proof });
}

export function requestEmailVerification(): Promise<ShownProblem | undefined> {
  return sent("/api/v1/me/email-verification", "POST");
}

export function changePassword(values: z.output<typeof passwordForm>): Promise<ShownProblem | undefined> {
  return sent("/api/v1/me/password", "POST", values);
}

export function endSession(id: string): Promise<ShownProblem | undefined> {
  return sent(`/api/v1/me/sessions/${id}`, "DELETE");
}

export function endSessions(): Promise<ShownProblem | undefined> {
  return sent("/api/v1/me/sessions", "DELETE");
}

export async function changeProfile(values: z.output<typeof profileForm>): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/me", { method: "PATCH", body: values, answers: userView });
  return answer.isOk ? undefined : answer.problem;
}

/** For calls that answer nothing but that it is done. */
async function sent(path: string, method: "POST" | "DELETE", body?: unknown): Promise<ShownProblem | undefined> {
  const answer = await send(path, { method, body, answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}
