import type { z } from "zod";
import { type ShownProblem, send } from "./send.ts";
import type * as Checks from "./session-checks.ts";
import { signIn } from "./sign-in.ts";

const checks = () => import("./session-checks.ts");

export const signUpForm = async () => (await checks()).signUpForm;

/** Makes the account and signs in with it. */
export async function signUp(values: z.output<typeof Checks.signUpForm>): Promise<ShownProblem | undefined> {
  const answers = async () => (await checks()).signedUp;
  const answer = await send("/api/v1/sign-up", { method: "POST", body: values, answers });
  if (!answer.isOk) return answer.problem;
  return signIn({ email: values.email, password: values.password });
}
