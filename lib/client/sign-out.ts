import { z } from "zod";
import { type ShownProblem, send } from "./send.ts";

const csrf = z.object({ csrfToken: z.string() });
const left = z.object({ url: z.string() });

/** Ends this session as next-auth wants it: with its CSRF token, as a form. What it refuses comes back as a value. */
export async function signOut(): Promise<ShownProblem | undefined> {
  const token = await send("/api/auth/csrf", { answers: csrf });
  if (!token.isOk) return token.problem;
  const form = new URLSearchParams({ csrfToken: token.value.csrfToken, callbackUrl: "/", json: "true" });
  const answer = await send("/api/auth/signout", { method: "POST", body: form, answers: left });
  return answer.isOk ? undefined : answer.problem;
}
