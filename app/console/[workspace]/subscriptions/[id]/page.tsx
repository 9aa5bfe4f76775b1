import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApplicantUse } from "#components/approvals/applicant-use.tsx";
import { AddClient } from "#components/approvals/client-form.tsx";
import { KeyTable } from "#components/approvals/key-table.tsx";
import { SubscriptionActions } from "#components/approvals/subscription-actions.tsx";
import { SubscriptionFacts } from "#components/approvals/subscription-facts.tsx";
import { StateBadge } from "#components/console/state-badge.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Card } from "#components/ui/card.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { listKeys } from "#lib/keys/read.ts";
import { readSubscription } from "#lib/subscriptions/read.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { idIn } from "../../../../_reader/id.ts";
import { read } from "../../../../_reader/read.ts";

export const metadata: Metadata = { title: "Subscription" };

interface SubscriptionPageProps {
  params: Promise<{ workspace: string; id: string }>;
}

export default async function SubscriptionPage({ params }: SubscriptionPageProps) {
  const { workspace, id } = await params;
  await read((ctx) => readWorkspace(ctx, workspace));
  const subscription = await read((ctx) => readSubscription(ctx, idIn(id)));
  // The same id below another workspace's address is not there.
  if (subscription.workspace.slug !== workspace) notFound();
  const keys = await read((ctx) => listKeys(ctx, subscription.id, { limit: LIMIT_MAX }));
  const { application, product, plan, state, actions } = subscription;
  const mayDecide = actions.some((action) => action === "approve" || action === "suspend" || action === "resume");
  return (
    <ConsolePage
      title={`${application.name} → ${product.name} ${plan.name}`}
      badges={<StateBadge state={state} />}
      crumbs={[
        { label: "Subscriptions", href: `/console/${workspace}/subscriptions` },
        { label: `${application.name}, ${plan.name}` },
      ]}
      actions={
        <SubscriptionActions subscription={{ id: subscription.id, applicationName: application.name, actions }} />
      }
    >
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_23.75rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card
            title="Keys and clients"
            description="Of keys, only their beginning and end are kept where people can read them."
            actions={mayDecide ? <AddClient subscription={subscription.id} /> : undefined}
            isFlush
          >
            <KeyTable subscription={subscription.id} keys={keys.items} mayChange={mayDecide} />
          </Card>
          <Card title="Details">
            <SubscriptionFacts workspace={workspace} subscription={subscription} />
          </Card>
        </div>
        <Card className="self-start">
          <div className="flex flex-col gap-[18px]">
            <ApplicantUse workspace={workspace} application={application} requestId={subscription.id} />
          </div>
        </Card>
      </div>
    </ConsolePage>
  );
}
