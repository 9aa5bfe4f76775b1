import type { Metadata } from "next";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { SubscriptionScreen } from "#components/subscriptions/subscription-screen.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { listKeys } from "#lib/keys/read.ts";
import { listFirstCalls } from "#lib/subscriptions/first-calls.ts";
import { readSubscription } from "#lib/subscriptions/read.ts";
import { idIn } from "../../../_reader/id.ts";
import { read, readerContext } from "../../../_reader/read.ts";

interface SubscriptionPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: SubscriptionPageProps): Promise<Metadata> {
  const id = idIn((await params).id);
  const { product, plan } = await read((ctx) => readSubscription(ctx, id));
  return { title: `${product.name} · ${plan.name}` };
}

export default async function SubscriptionPage({ params }: SubscriptionPageProps) {
  const id = idIn((await params).id);
  const subscription = await read((ctx) => readSubscription(ctx, id));
  const [keys, calls, { actor }] = await Promise.all([
    read((ctx) => listKeys(ctx, id, { limit: LIMIT_MAX })),
    read((ctx) => listFirstCalls(ctx, subscription)),
    readerContext(),
  ]);
  return (
    <PortalPage>
      <SubscriptionScreen
        initial={subscription}
        keys={keys}
        calls={calls}
        isHolder={actor.kind === "user" && actor.teams.has(subscription.team.id)}
      />
    </PortalPage>
  );
}
