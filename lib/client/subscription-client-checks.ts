import { z } from "zod";
import { registerClientInput } from "../keys/input.ts";
import { toInput } from "./client-input.ts";

/** A client or a certificate as one form holds them; the parts are checked by the server's own schema. */
export const clientForm = z
  .object({
    kind: z.enum(["client", "certificate"]),
    issuer: z.string().max(500),
    client: z.string().max(500),
    certificate: z.string().max(200),
  })
  .superRefine((form, context) => {
    const parsed = registerClientInput.safeParse(toInput(form));
    const field = form.kind === "client" ? "client" : "certificate";
    if (!parsed.success) {
      const message = form[field] === "" ? "Fill this in." : "This is not a SHA-256 fingerprint.";
      context.addIssue({ code: "custom", path: [field], message });
    }
  });
