import type { z } from "zod";
import { type ShownProblem, send } from "./send.ts";
import type * as Checks from "./session-checks.ts";

const checks = () => import("./session-checks.ts");

export const signInForm = async () => (await checks()).signInForm;

/** Begins a session as next-auth wants it: with its CSRF token, as a form. What it refuses comes back as a value. */
export async function signIn(values: z.output<typeof Checks.signInForm>): Promise<ShownProblem | undefined> {
  const token = await send("/api/auth/csrf", { answers: async () => (await checks()).csrf });
  if (!token.isOk) return token.problem;
  const body = new URLSearchParams({ ...values, csrfToken: token.value.csrfToken, json: "true" });
  const answers = async () => (await checks()).ledOn;
  const answer = await send("/api/auth/callback/credentials", { method: "POST", body, answers });
  return answer.isOk ? undefined : answer.problem;
}
