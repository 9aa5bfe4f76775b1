import { z } from "zod";
import type { Context } from "../context.ts";
import type { QuotaRecord } from "../contract/telemetry.ts";
import type { Transaction } from "../db/database.ts";
import { postMail } from "../mail/post.ts";
import { findQuotaFacts, insertQuotaNotice } from "./queries.ts";

/** Tells the owners of a subscription's team what gateways say of its quota: each level once in a period. */
export async function noteQuotas(tx: Transaction, ctx: Context, records: QuotaRecord[]): Promise<void> {
  for (const { subscription: id, level, periodEndsAt } of records) {
    // A file's subscriptions have names of their own, and a gateway may know one that is gone here.
    const facts = z.uuid().safeParse(id).success ? await findQuotaFacts(tx, id) : undefined;
    if (facts === undefined) continue;
    const endsAt = new Date(periodEndsAt * 1000);
    if (!(await insertQuotaNotice(tx, { subscriptionId: id, level, periodEndsAt: endsAt }))) continue;
    const { application, plan } = facts;
    const about = {
      application: application.name,
      product: plan.product.name,
      plan: plan.name,
      level,
      periodEndsAt: endsAt.toISOString(),
      subscriptionId: id,
    };
    for (const { user } of application.team.members) await postMail(tx, ctx, "quota-notice", user.email, about);
  }
}
