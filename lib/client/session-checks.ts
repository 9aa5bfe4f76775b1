import { z } from "zod";
import { signUpInput } from "../identity/input.ts";
import { userView } from "../identity/view.ts";

/** What the sign-in form asks. Whether it is right only the server can say. */
export const signInForm = z.object({
  email: z.string().min(1, "Enter your e-mail address"),
  password: z.string().min(1, "Enter your password"),
});

/** The sign-up form is checked by the server's own schema. */
export const signUpForm = signUpInput;

export const csrf = z.object({ csrfToken: z.string() });
/** Where next-auth leads on to, after a sign-in as after a sign-out. */
export const ledOn = z.object({ url: z.string() });
export const signedUp = userView;
