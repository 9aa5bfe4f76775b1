import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { systemContext } from "../../lib/context.ts";
import type { Database } from "../../lib/db/database.ts";
import { getGroup } from "../../lib/fleet/queries.ts";
import { addMember } from "../../lib/workspaces/add-member.ts";
import { createWorkspace } from "../../lib/workspaces/create.ts";
import { fillOnce } from "../../scripts/start/first-fill.ts";
import { writePrivately } from "../../scripts/start/secrets.ts";
import { type PublishedApi, pointBackends, publishApis } from "./apis.ts";
import { apis, buyers, people, WORKSPACE } from "./fernwood.ts";
import { OWN_WORKSPACE } from "./management-api.ts";
import { buyAsDeveloper, buyAsPartner, offerProducts } from "./market.ts";
import { actingAs, makePerson, type SignIn } from "./people.ts";
import { seedUsage, type UsageSource } from "./usage.ts";

export interface Demo {
  signIns: SignIn[];
  /** Of the developer's active subscription. */
  key: string;
  callUrl: string;
  curl: string;
}

export interface DemoOptions {
  dataDir: string;
  /** Of the sample backend. */
  backendUrl: string;
  gatewayUrl: string;
  /** False where an administrator was named. */
  hasAdministrator: boolean;
  say: (line: string) => void;
}

interface Kept {
  signIns: SignIn[];
  key: string;
  backendUrl: string;
}

/** Puts the demo in at the first start, through the verbs that everybody uses; later only follows the backend's port. */
export async function seedDemo(db: Database, options: DemoOptions): Promise<Demo | undefined> {
  const file = join(options.dataDir, "demo.json");
  const isFilled = (await db.workspace.count({ where: { slug: WORKSPACE.slug } })) > 0;
  if (isFilled && !existsSync(file)) {
    options.say("the database has a demo that another data folder put in; its passwords are known there");
    return undefined;
  }
  const { backendUrl } = options;
  const keep = (kept: Omit<Kept, "backendUrl">) => writePrivately(file, { ...kept, backendUrl });
  if (!isFilled) await fillOnce(options.dataDir, async () => keep(await fill(db, options)));

  const kept: Kept = JSON.parse(readFileSync(file, "utf8"));
  if (kept.backendUrl !== backendUrl) {
    await pointBackends(db, backendUrl);
    keep(kept);
  }
  const callUrl = `${options.gatewayUrl}/orders/v1/orders?limit=2`;
  return { signIns: kept.signIns, key: kept.key, callUrl, curl: `curl -H 'x-api-key: ${kept.key}' '${callUrl}'` };
}

async function fill(db: Database, options: DemoOptions): Promise<Omit<Kept, "backendUrl">> {
  options.say("filling the demo");
  const system = systemContext(db, "seed");
  const publisher = await makePerson(db, people.publisher);
  const approver = await makePerson(db, people.approver);
  const developer = await makePerson(db, { ...people.developer, role: "developer" });
  const administrator = options.hasAdministrator
    ? []
    : [await makePerson(db, { role: "admin", email: "admin@gatehouse.example", name: "Administrator", isAdmin: true })];

  await createWorkspace(system, WORKSPACE);
  for (const { email, role } of [people.publisher, people.approver])
    await addMember(system, WORKSPACE.slug, { email, role });
  const asPublisher = await actingAs(db, publisher.id);
  const asApprover = await actingAs(db, approver.id);

  for (const { email } of administrator) await addMember(system, OWN_WORKSPACE.slug, { email, role: "owner" });
  const published = await publishApis(asPublisher, asApprover, options.backendUrl);
  const planIds = await offerProducts(asPublisher);
  const { subscriptionId, key } = await buyAsDeveloper(await actingAs(db, developer.id), planIds);

  const sources = [usageOf(published, "orders", subscriptionId, 14)];
  for (const buyer of buyers) {
    const { id } = await makePerson(db, { ...buyer, role: "developer" });
    const subscriptions = await buyAsPartner(await actingAs(db, id), asApprover, buyer.application, planIds);
    sources.push(
      usageOf(published, "catalogue", subscriptions.get("product-data") ?? "", 60),
      usageOf(published, "orders", subscriptions.get("order-desk") ?? "", 35),
      usageOf(published, "shipping", subscriptions.get("parcel-service") ?? "", 5),
    );
  }
  await seedUsage(db, (await getGroup(db, "default")).id, sources, system.now());
  options.say(`filled the demo: ${apis.length} APIs, their products, people and a week of calls`);
  return { signIns: [publisher, approver, developer, ...administrator].map(({ id: _, ...signIn }) => signIn), key };
}

function usageOf(published: PublishedApi[], slug: string, subscriptionId: string, peakCalls: number): UsageSource {
  const api = published.find((candidate) => candidate.slug === slug);
  if (!api) throw new Error(`The demo has no API ${slug}.`);
  return { subscriptionId, versionId: api.versionId, operations: api.operations, peakCalls };
}
