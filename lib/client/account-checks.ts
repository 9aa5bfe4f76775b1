import { passwordResetInput } from "../identity/input.ts";

/** The forms of the account are checked by the server's own schemas. */
export {
  passwordInput as passwordForm,
  profileInput as profileForm,
  resetRequestInput as resetRequestForm,
} from "../identity/input.ts";
export { userView } from "../identity/view.ts";
export const newPasswordForm = passwordResetInput.pick({ password: true });
