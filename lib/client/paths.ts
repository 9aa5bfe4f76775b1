/** Where people sign in; `?callbackUrl=` leads them back. */
export const SIGN_IN_PATH = "/sign-in";

/** Where people ask for a new password. */
export const FORGOT_PASSWORD_PATH = "/forgot-password";

/** Where people make an account. */
export const SIGN_UP_PATH = "/sign-up";
