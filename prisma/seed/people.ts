import { randomBytes } from "node:crypto";
import { type Context, systemContext } from "../../lib/context.ts";
import type { Database } from "../../lib/db/database.ts";
import { inTransaction } from "../../lib/db/transaction.ts";
import { toUserActor } from "../../lib/identity/actor.ts";
import { findPerson } from "../../lib/identity/queries.ts";
import { registerUser } from "../../lib/identity/register.ts";

export interface SignIn {
  role: string;
  email: string;
  password: string;
}

/** Makes an account with a password of its own: an installation with known passwords would be an open door. */
export async function makePerson(
  db: Database,
  { role, email, name, isAdmin = false }: { role: string; email: string; name: string; isAdmin?: boolean },
): Promise<SignIn & { id: string }> {
  const password = `demo-${randomBytes(6).toString("base64url")}`;
  const { id } = await inTransaction({ db }, (tx) => registerUser(tx, { email, name, password, isAdmin }));
  return { id, role, email, password };
}

/** The context of a person as they are now: what they may do is looked up, as it is for a request. */
export async function actingAs(db: Database, userId: string): Promise<Context> {
  const person = await findPerson(db, userId);
  if (!person) throw new Error(`There is no user ${userId}.`);
  return { ...systemContext(db, "seed"), actor: toUserActor(person) };
}
