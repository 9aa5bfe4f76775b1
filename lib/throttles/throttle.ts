import { Problem } from "../contract/problem.ts";
import type { Database } from "../db/database.ts";
import { addToWindow, takeFromWindow } from "./queries.ts";

export interface Throttle {
  /** What is counted: `sign-in:address:203.0.113.7`. */
  key: string;
  callsMax: number;
  windowSeconds: number;
}

/**
 * Counts one call in the present fixed window and refuses it over the bound, with the seconds until the window ends. Counting
 * comes before the work, so that calls sent at once cannot slip past; nobody is locked out longer than one window.
 */
export async function countCall(db: Database, now: Date, throttle: Throttle): Promise<void> {
  const windowAt = windowOf(now, throttle.windowSeconds);
  const count = await addToWindow(db, throttle.key, windowAt);
  if (count <= throttle.callsMax) return;
  const endsAtMs = windowAt.getTime() + throttle.windowSeconds * 1000;
  const retryAfterSeconds = Math.max(1, Math.ceil((endsAtMs - now.getTime()) / 1000));
  throw new Problem("too-many-requests", `Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

/** Takes a counted call back: where only failures are to count, once the call has succeeded. */
export async function forgiveCall(db: Database, now: Date, throttle: Throttle): Promise<void> {
  await takeFromWindow(db, throttle.key, windowOf(now, throttle.windowSeconds));
}

function windowOf(now: Date, windowSeconds: number): Date {
  const windowMs = windowSeconds * 1000;
  return new Date(Math.floor(now.getTime() / windowMs) * windowMs);
}
