import type { Metadata } from "next";
import { ApplicationActions } from "#components/applications/application-actions.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { SubscriptionTable } from "#components/subscriptions/subscription-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/counted.ts";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Time } from "#components/ui/time.tsx";
import { readListedApplication } from "#lib/applications/read.ts";
import { PRODUCTS_PATH } from "#lib/client/portal-paths.ts";
import { pageInput } from "#lib/contract/paging.ts";
import { listOwnSubscriptions } from "#lib/subscriptions/read.ts";
import { idIn } from "../../../_reader/id.ts";
import { read } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

interface ApplicationPageProps {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: ApplicationPageProps): Promise<Metadata> {
  const id = idIn((await params).id);
  return { title: (await read((ctx) => readListedApplication(ctx, id))).name };
}

export default async function ApplicationPage({ params, searchParams }: ApplicationPageProps) {
  const id = idIn((await params).id);
  const paging = await searchOf(pageInput, searchParams);
  const { openSubscriptions, ...application } = await read((ctx) => readListedApplication(ctx, id));
  const subscriptions = await read((ctx) => listOwnSubscriptions(ctx, { ...paging, application: id, order: "newest" }));
  const { name, description, team, createdAt, archivedAt } = application;
  return (
    <PortalPage>
      <div className="flex flex-col gap-5">
        <Breadcrumb crumbs={[{ label: "Applications", href: "/applications" }, { label: name }]} />
        <PageHeader
          title={name}
          badges={archivedAt && <Badge>Archived</Badge>}
          description={description && <p className="max-w-[44rem] whitespace-pre-line break-words">{description}</p>}
          actions={
            <>
              <ButtonLink href={`/usage?application=${id}`}>Usage</ButtonLink>
              {!archivedAt && <ApplicationActions application={application} openSubscriptions={openSubscriptions} />}
            </>
          }
        />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <div>
            <SubscriptionTable subscriptions={subscriptions.items} emptyText="It has no subscriptions yet." />
            <CursorPager
              nextCursor={subscriptions.nextCursor}
              shown={counted(subscriptions.items.length, "subscription")}
            />
          </div>
          <Card title="Details">
            <KeyValueList
              items={[
                { key: "Team", value: team.isPersonal ? "Personal" : team.name },
                { key: "Made", value: <Time at={createdAt} /> },
                ...(archivedAt ? [{ key: "Archived", value: <Time at={archivedAt} /> }] : []),
                { key: "Open", value: counted(openSubscriptions, "subscription") },
              ]}
            />
            {!archivedAt && (
              <ButtonLink href={PRODUCTS_PATH} className="mt-4 w-full">
                Find a product
              </ButtonLink>
            )}
          </Card>
        </div>
      </div>
    </PortalPage>
  );
}
