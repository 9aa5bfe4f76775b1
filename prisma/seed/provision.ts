import { existsSync, readFileSync } from "node:fs";
import { systemContext } from "../../lib/context.ts";
import { sha256 } from "../../lib/crypto/sha256.ts";
import type { Database } from "../../lib/db/database.ts";
import { inTransaction } from "../../lib/db/transaction.ts";
import { changeGroup } from "../../lib/fleet/change-group.ts";
import { createGroup } from "../../lib/fleet/create-group.ts";
import { findGatewayByToken, getGroup } from "../../lib/fleet/queries.ts";
import { type FleetKeys, registerGateway } from "../../lib/fleet/register.ts";
import { findUserByEmail } from "../../lib/identity/queries.ts";
import { registerUser } from "../../lib/identity/register.ts";
import { registerBootstrapToken } from "../../lib/tokens/register-bootstrap.ts";
import { addMember } from "../../lib/workspaces/add-member.ts";
import { writePrivately } from "../../scripts/start/secrets.ts";
import { ensureManagementApi, OWN_WORKSPACE } from "./management-api.ts";

export interface ProvisionOptions {
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  bootstrapToken: string | undefined;
  /** Where callers reach the gateway that is started beside. */
  gatewayUrl: string;
  /** Keeps what that gateway is started with, for its owner only. */
  gatewayFile: string;
  controlPlaneUrl: string;
  keys: FleetKeys;
}

export interface GatewayIdentity {
  token: string;
  groupKey: string;
}

const GROUP = "default";

/** What every installation has, with a demo or without; done again at every start, and only what is missing. */
export async function provision(db: Database, options: ProvisionOptions): Promise<GatewayIdentity> {
  const { bootstrapToken, controlPlaneUrl } = options;
  if (bootstrapToken) await inTransaction({ db }, (tx) => registerBootstrapToken(tx, bootstrapToken));
  await ensureGroup(db, options);
  await ensureManagementApi(db, controlPlaneUrl);
  await ensureAdministrator(db, options);
  return ensureGateway(db, options);
}

/** Whether nothing has been provisioned yet. */
export async function isEmpty(db: Database): Promise<boolean> {
  return (await db.workspace.count()) === 0;
}

async function ensureAdministrator(db: Database, { adminEmail, adminPassword }: ProvisionOptions): Promise<void> {
  if (!adminEmail || !adminPassword || (await findUserByEmail(db, adminEmail))) return;
  const user = { email: adminEmail, name: "Administrator", password: adminPassword, isAdmin: true };
  await inTransaction({ db }, (tx) => registerUser(tx, user));
  await addMember(systemContext(db, "start"), OWN_WORKSPACE.slug, { email: adminEmail, role: "owner" });
}

async function ensureGroup(db: Database, { gatewayUrl, keys }: ProvisionOptions): Promise<void> {
  const ctx = systemContext(db, "start");
  const count = await db.gatewayGroup.count({ where: { slug: GROUP } });
  if (count === 0) {
    await createGroup(ctx, keys.encryptionKey, { slug: GROUP, name: "Default", publicUrls: [gatewayUrl] });
    return;
  }
  const { publicUrls } = await getGroup(db, GROUP);
  if (!publicUrls.includes(gatewayUrl)) await changeGroup(ctx, GROUP, { publicUrls: [gatewayUrl] }, undefined);
}

/** The gateway of this data folder. Another folder on the same database has another one. */
async function ensureGateway(db: Database, { gatewayFile: file, keys }: ProvisionOptions): Promise<GatewayIdentity> {
  const ctx = systemContext(db, "start");
  const kept: GatewayIdentity | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (kept && (await findGatewayByToken(db, sha256(kept.token), ctx.now()))) return kept;

  const isFirst = (await db.gateway.count({ where: { name: "local" } })) === 0;
  const name = isFirst ? "local" : `local-${Buffer.from(ctx.random(4)).toString("hex")}`;
  const { token, groupKey } = await registerGateway(ctx, keys, { name, group: GROUP, labels: {} });
  writePrivately(file, { token, groupKey });
  return { token, groupKey };
}
