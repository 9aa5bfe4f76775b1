import { z } from "zod";
import { type ShownProblem, send } from "./send.ts";

/** What the sign-in form asks. Whether it is right only the server can say. */
export const signInForm = z.object({
  email: z.string().min(1, "Enter your e-mail address"),
  password: z.string().min(1, "Enter your password"),
});

const csrf = z.object({ csrfToken: z.string() });
const entered = z.object({ url: z.string() });

/** Begins a session as next-auth wants it: with its CSRF token, as a form. What it refuses comes back as a value. */
export async function signIn(values: z.output<typeof signInForm>): Promise<ShownProblem | undefined> {
  const token = await send("/api/auth/csrf", { answers: csrf });
  if (!token.isOk) return token.problem;
  const form = new URLSearchParams({ ...values, csrfToken: token.value.csrfToken, json: "true" });
  const answer = await send("/api/auth/callback/credentials", { method: "POST", body: form, answers: entered });
  return answer.isOk ? undefined : answer.problem;
}
