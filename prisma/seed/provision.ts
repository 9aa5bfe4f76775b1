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
import { writePrivately } from "../../scripts/start/secrets.ts";

export interface ProvisionOptions {
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  bootstrapToken: string | undefined;
  /** Where callers reach the gateway that is started beside. */
  gatewayUrl: string;
  /** Keeps what that gateway is started with, for its owner only. */
  gatewayFile: string;
  keys: FleetKeys;
}

export interface GatewayIdentity {
  token: string;
  groupKey: string;
}

const GROUP = "default";

/** What every installation has, with a demo or without; done again at every start, and only what is missing. */
export async function provision(db: Database, options: ProvisionOptions): Promise<GatewayIdentity> {
  await ensureAdministrator(db, options);
  const { bootstrapToken } = options;
  if (bootstrapToken) await inTransaction({ db }, (tx) => registerBootstrapToken(tx, bootstrapToken));
  await ensureGroup(db, options);
  return ensureGateway(db, options);
}

async function ensureAdministrator(db: Database, { adminEmail, adminPassword }: ProvisionOptions): Promise<void> {
  if (!adminEmail || !adminPassword) return;
  await inTransaction({ db }, async (tx) => {
    if (await findUserByEmail(tx, adminEmail)) return;
    await registerUser(tx, { email: adminEmail, name: "Administrator", password: adminPassword, isAdmin: true });
  });
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
