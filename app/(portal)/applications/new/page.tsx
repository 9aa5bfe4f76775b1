import type { Metadata } from "next";
import { ApplicationForm } from "#components/applications/application-form.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { readMe } from "#lib/identity/read-me.ts";
import { read } from "../../../_reader/read.ts";

export const metadata: Metadata = { title: "New application" };

export default async function NewApplicationPage() {
  const { teams } = await read(readMe);
  return (
    <PortalPage>
      <div className="mx-auto flex max-w-xl flex-col gap-4">
        <Breadcrumb crumbs={[{ label: "Applications", href: "/applications" }, { label: "New" }]} />
        <PageHeader title="New application" description="It subscribes to products and holds the keys." />
        <Card>
          <ApplicationForm teams={teams} />
        </Card>
      </div>
    </PortalPage>
  );
}
