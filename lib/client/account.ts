import type { z } from "zod";
import type * as Checks from "./account-checks.ts";
import { nothing } from "./nothing.ts";
import { type ShownProblem, send } from "./send.ts";

const checks = () => import("./account-checks.ts");

export const resetRequestForm = async () => (await checks()).resetRequestForm;
export const newPasswordForm = async () => (await checks()).newPasswordForm;
export const profileForm = async () => (await checks()).profileForm;
export const passwordForm = async () => (await checks()).passwordForm;

export function requestPasswordReset(
  values: z.output<typeof Checks.resetRequestForm>,
): Promise<ShownProblem | undefined> {
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

export function changePassword(values: z.output<typeof Checks.passwordForm>): Promise<ShownProblem | undefined> {
  return sent("/api/v1/me/password", "POST", values);
}

export function endSession(id: string): Promise<ShownProblem | undefined> {
  return sent(`/api/v1/me/sessions/${id}`, "DELETE");
}

export function endSessions(): Promise<ShownProblem | undefined> {
  return sent("/api/v1/me/sessions", "DELETE");
}

export async function changeProfile(values: z.output<typeof Checks.profileForm>): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/me", {
    method: "PATCH",
    body: values,
    answers: async () => (await checks()).userView,
  });
  return answer.isOk ? undefined : answer.problem;
}

/** For calls that answer nothing but that it is done. */
async function sent(path: string, method: "POST" | "DELETE", body?: unknown): Promise<ShownProblem | undefined> {
  const answer = await send(path, { method, body, answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}
