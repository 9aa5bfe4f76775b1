/** Where people sign in; `?callbackUrl=` leads them back. */
export const SIGN_IN_PATH = "/sign-in";
