import type { z } from "zod";
import { signUpInput } from "../identity/input.ts";
import { userView } from "../identity/view.ts";
import { type ShownProblem, send } from "./send.ts";
import { signIn } from "./sign-in.ts";

/** The sign-up form is checked by the server's own schema. */
export const signUpForm = signUpInput;

/** Makes the account and signs in with it. */
export async function signUp(values: z.output<typeof signUpForm>): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/sign-up", { method: "POST", body: values, answers: userView });
  if (!answer.isOk) return answer.problem;
  return signIn({ email: values.email, password: values.password });
}
