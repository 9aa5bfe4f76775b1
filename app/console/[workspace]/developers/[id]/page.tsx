import type { Metadata } from "next";
import { SubscriptionTable } from "#components/approvals/subscription-table.tsx";
import { PeopleList } from "#components/developers/people-list.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Card } from "#components/ui/card.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { readDeveloper } from "#lib/developers/read.ts";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "#lib/subscriptions/read.ts";
import { idIn } from "../../../../_reader/id.ts";
import { read } from "../../../../_reader/read.ts";

export const metadata: Metadata = { title: "Developer" };

interface DeveloperPageProps {
  params: Promise<{ workspace: string; id: string }>;
}

export default async function DeveloperPage({ params }: DeveloperPageProps) {
  const { workspace, id } = await params;
  const team = await read((ctx) => readDeveloper(ctx, workspace, idIn(id)));
  const { name, people, applications } = team;
  const input = listSubscriptionsInput.parse({ team: team.id, limit: LIMIT_MAX });
  const { items } = await read((ctx) => listWorkspaceSubscriptions(ctx, workspace, input));
  return (
    <ConsolePage
      title={name}
      description={`${team.activeSubscriptions} active and ${team.waitingSubscriptions} waiting subscriptions`}
      crumbs={[{ label: "Developers", href: `/console/${workspace}/developers` }, { label: name }]}
    >
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_23.75rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {applications.map((application) => (
            <section key={application.id}>
              <h2>{application.name}</h2>
              <p className="mb-2.5 break-words text-small text-soft">
                {application.isArchived ? "Archived. " : ""}
                {application.description}
              </p>
              <SubscriptionTable
                workspace={workspace}
                caption={`Subscriptions of ${application.name}`}
                subscriptions={items.filter((subscription) => subscription.application.id === application.id)}
                empty={null}
              />
            </section>
          ))}
        </div>
        <Card title="People" className="self-start">
          <PeopleList people={people} />
        </Card>
      </div>
    </ConsolePage>
  );
}
