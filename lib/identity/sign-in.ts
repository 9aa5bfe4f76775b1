import { recordAudit } from "../audit/record.ts";
import type { UserActor } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { inTransaction } from "../db/transaction.ts";
import { countCall, forgiveCall, type Throttle } from "../throttles/throttle.ts";
import { toUserActor } from "./actor.ts";
import type { SignInInput } from "./input.ts";
import { isPassword } from "./password.ts";
import { findPerson, findUserByEmail, insertSession } from "./queries.ts";
import { SESSION_DAYS } from "./user.ts";

const WINDOW_SECONDS = 900;
const USER_AGENT_LENGTH_MAX = 300;

export interface SignedIn {
  sessionId: string;
  epoch: number;
  user: UserActor;
}

/**
 * Begins a session for whoever knows the password. Unknown, blocked and mistaken look alike, in words and in time. Failures
 * are bounded for one account from one address, for the account from everywhere, and for the address.
 */
export async function signIn(ctx: Context, input: SignInInput, userAgent: string): Promise<SignedIn> {
  const throttles = throttlesOf(ctx.address, input.email);
  for (const throttle of throttles) await countCall(ctx.db, ctx.now(), throttle);

  const user = input.email.includes("\0") ? null : await findUserByEmail(ctx.db, input.email.trim());
  const isRight = await isPassword(input.password, user?.passwordHash ?? null);
  const person = user && isRight && user.state === "active" ? await findPerson(ctx.db, user.id) : null;
  if (!person) throw new Problem("sign-in-refused");

  const session = await inTransaction(ctx, async (tx) => {
    const created = await insertSession(tx, {
      userId: person.id,
      epoch: person.sessionEpoch,
      userAgent: userAgent.slice(0, USER_AGENT_LENGTH_MAX),
      address: ctx.address,
      createdAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + SESSION_DAYS * 86_400_000),
    });
    const self: Context = { ...ctx, actor: toUserActor(person) };
    await recordAudit(tx, self, {
      action: "session.begin",
      workspaceId: null,
      subjectType: "session",
      subjectId: created.id,
    });
    return created;
  });
  for (const throttle of throttles) await forgiveCall(ctx.db, ctx.now(), throttle);
  return { sessionId: session.id, epoch: session.epoch, user: toUserActor(person) };
}

function throttlesOf(address: string, email: string): Throttle[] {
  const account = sha256Hex(email.trim().toLowerCase()).slice(0, 32);
  return [
    { key: `sign-in:${account}:${address}`, callsMax: 10, windowSeconds: WINDOW_SECONDS },
    { key: `sign-in:${account}`, callsMax: 100, windowSeconds: WINDOW_SECONDS },
    { key: `sign-in:${address}`, callsMax: 100, windowSeconds: WINDOW_SECONDS },
  ];
}
