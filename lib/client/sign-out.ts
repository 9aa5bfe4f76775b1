import { type ShownProblem, send } from "./send.ts";

const checks = () => import("./session-checks.ts");

/** Ends this session as next-auth wants it: with its CSRF token, as a form. What it refuses comes back as a value. */
export async function signOut(): Promise<ShownProblem | undefined> {
  const token = await send("/api/auth/csrf", { answers: async () => (await checks()).csrf });
  if (!token.isOk) return token.problem;
  const body = new URLSearchParams({ csrfToken: token.value.csrfToken, callbackUrl: "/", json: "true" });
  const answers = async () => (await checks()).ledOn;
  const answer = await send("/api/auth/signout", { method: "POST", body, answers });
  return answer.isOk ? undefined : answer.problem;
}
