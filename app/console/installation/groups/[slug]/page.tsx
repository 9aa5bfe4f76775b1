import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FaultList } from "#components/fleet/fault-list.tsx";
import { GroupForm } from "#components/fleet/group-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { groupParams } from "#lib/fleet/input.ts";
import { readGroup } from "#lib/fleet/read-group.ts";
import { read } from "../../../../_reader/read.ts";

export const metadata: Metadata = { title: "Gateway group" };

export default async function GroupPage({ params }: { params: Promise<{ slug: string }> }) {
  const parsed = groupParams.safeParse(await params);
  if (!parsed.success) notFound();
  const group = await read((ctx) => readGroup(ctx, parsed.data.slug));
  const query = new URLSearchParams({ group: group.slug });
  return (
    <ConsolePage
      title={group.name}
      crumbs={[{ label: "Gateways", href: "/console/installation/gateways" }, { label: group.name }]}
      description={
        group.newestGeneration === null
          ? "No snapshot yet"
          : `Its newest snapshot is generation ${group.newestGeneration}.`
      }
      actions={
        <>
          <ButtonLink href={`/console/installation/gateways?${query}`}>Its gateways</ButtonLink>
          <ButtonLink href={`/console/installation/snapshots?${query}`}>Its snapshots</ButtonLink>
        </>
      }
    >
      <div className="flex max-w-4xl flex-col gap-5">
        <FaultList faults={group.faults} />
        <Card title="Name and addresses">
          <GroupForm key={group.rowVersion} group={group} />
        </Card>
      </div>
    </ConsolePage>
  );
}
