import type { z } from "zod";
import type { readMailView } from "../mail/view.ts";
import { type Answer, send } from "./send.ts";

/** The words of a mail, with a link of its own. Each call is audited. */
export function readMail(id: string): Promise<Answer<z.output<typeof readMailView>>> {
  return send(`/api/v1/mail/${id}`, { answers: async () => (await import("../mail/view.ts")).readMailView });
}
