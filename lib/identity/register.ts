import { Prisma } from "../../prisma/generated/client.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { hashPassword } from "./password.ts";
import { insertUser } from "./queries.ts";

export interface NewUser {
  email: string;
  name: string;
  password: string;
  isAdmin?: boolean;
}

/** Makes a user and the personal team: the part that sign-up, the first administrator and the demo share. */
export async function registerUser(tx: Transaction, { email, name, password, isAdmin = false }: NewUser) {
  const passwordHash = await hashPassword(password);
  try {
    return await insertUser(tx, { email, name, passwordHash, isAdmin });
  } catch (error) {
    // the unique index is the judge between two sign-ups at once
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new Problem("already-exists", "There is an account with this e-mail address.");
    }
    throw error;
  }
}
