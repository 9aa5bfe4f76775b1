import { allPermissions } from "../authz/permissions.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { Transaction } from "../db/database.ts";
import { putToken } from "./queries.ts";
import { SHOWN_LENGTH } from "./token.ts";

const LENGTH_MIN = 20;

/**
 * Registers the operator's own token (`GATEHOUSE_BOOTSTRAP_TOKEN`) as a service token of the installation with every
 * permission, for automation. May be repeated; a later version's new permissions are added.
 */
export async function registerBootstrapToken(tx: Transaction, token: string): Promise<void> {
  if (token.length < LENGTH_MIN) throw new Error(`The bootstrap token must have at least ${LENGTH_MIN} characters.`);
  await putToken(tx, {
    name: "Bootstrap",
    hash: sha256(token),
    prefix: token.slice(0, SHOWN_LENGTH / 2),
    permissions: [...allPermissions],
  });
}
