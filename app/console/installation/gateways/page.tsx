import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { GatewayList } from "#components/fleet/gateway-list.tsx";
import { GroupCards } from "#components/fleet/group-cards.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { gatewayListInput } from "#lib/fleet/input.ts";
import { listGateways } from "#lib/fleet/read-gateway.ts";
import { listGroups } from "#lib/fleet/read-group.ts";
import { read } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Gateways" };

export default async function GatewaysPage({ searchParams }: { searchParams: SearchParams }) {
  const { limit, ...filter } = await searchOf(gatewayListInput, searchParams);
  const [gateways, groups] = await Promise.all([
    read((ctx) => listGateways(ctx, { ...filter, limit })),
    read((ctx) => listGroups(ctx, { limit: LIMIT_MAX })),
  ]);
  const options = groups.items.map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <ConsolePage
      title="Gateways"
      description="Who carries the traffic, what each serves, and what it would not load."
      actions={
        <>
          <ButtonLink href="/console/installation/groups/new">New group</ButtonLink>
          <ButtonLink variant="primary" href="/console/installation/gateways/register">
            <Plus aria-hidden /> Register a gateway
          </ButtonLink>
        </>
      }
    >
      <GroupCards initial={groups.items} />
      <div className="mt-6 mb-3.5">
        <FilterBar searchLabel="Search gateways" filters={[{ key: "group", label: "Group", options }]} />
      </div>
      <GatewayList key={JSON.stringify(filter)} filter={filter} initial={gateways} />
    </ConsolePage>
  );
}
