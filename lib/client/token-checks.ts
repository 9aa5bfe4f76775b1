import { z } from "zod";
import { tokenInput } from "../tokens/input.ts";

export { newTokenView, tokenView } from "../tokens/view.ts";

/** A token, as its form gives it: the choice of days is text. */
export const tokenForm = z.object({
  name: tokenInput.shape.name,
  permissions: z.array(z.string()).min(1, "Choose at least one."),
  expiresInDays: z.string().transform(Number).pipe(z.int().min(1).max(365)),
});
