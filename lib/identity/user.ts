export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 256;

/** How long a session lasts at most; then its person signs in again. */
export const SESSION_DAYS = 14;

/** What is wrong with a new password; undefined when it may be used. */
export function passwordFault(password: string, email: string): string | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN) return `must have at least ${PASSWORD_LENGTH_MIN} characters`;
  if (length > PASSWORD_LENGTH_MAX) return `must have at most ${PASSWORD_LENGTH_MAX} characters`;
  if (password.trim().toLowerCase() === email.trim().toLowerCase()) return "must not be the e-mail address";
  return undefined;
}

export interface SessionFacts {
  epoch: number;
  expiresAt: Date;
  revokedAt: Date | null;
  user: { sessionEpoch: number; state: "pending" | "active" | "blocked" };
}

/** Whether a session still stands: not ended, not run out, of its user's present epoch, and the user not blocked. */
export function isLiveSession(session: SessionFacts, now: Date): boolean {
  return (
    session.revokedAt === null &&
    session.expiresAt > now &&
    session.epoch === session.user.sessionEpoch &&
    session.user.state === "active"
  );
}
