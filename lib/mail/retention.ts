import type { Context } from "../context.ts";
import { forgetMails } from "./queries.ts";

/** How long one can look up what was mailed. */
const KEPT_MS = 30 * 86_400_000;

export function pruneMails({ db, now }: Context): Promise<number> {
  return forgetMails(db, new Date(now().getTime() - KEPT_MS));
}
