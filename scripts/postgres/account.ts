import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";

/** The operating-system account that a Postgres server runs as; undefined is the present one. */
export interface Account {
  uid: number;
  gid: number;
}

/** Postgres refuses to run as root, so root lends it the account `postgres`, which is made when it is missing. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findAccount("postgres") ?? createAccount("postgres");
}

/** Whether the account can get to a folder: every folder above it must let it pass. */
export function canReach(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  const parent = dirname(folder);
  return maySearch(account, folder) && (parent === folder || canReach(account, parent));
}

function maySearch(account: Account, folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return true;
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

function createAccount(name: string): Account {
  execFileSync("useradd", ["--system", "--user-group", "--no-create-home", name], { stdio: "pipe" });
  const account = findAccount(name);
  if (account === undefined)
    throw new Error(`The account ${name} could not be made; set DATABASE_URL to an own server.`);
  return account;
}

function findAccount(name: string): Account | undefined {
  try {
    return { uid: numberOf("-u", name), gid: numberOf("-g", name) };
  } catch {
    return undefined; // `id` fails when there is no such account
  }
}

function numberOf(option: string, name: string): number {
  return Number(execFileSync("id", [option, name], { stdio: "pipe" }).toString().trim());
}
