import { Server } from "lucide-react";
import type { GatewayView } from "#lib/fleet/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { GatewayState } from "./gateway-state.tsx";
import { Generation } from "./generation.tsx";
import { Load } from "./load.tsx";

export function GatewayTable({ gateways, isFiltered }: { gateways: GatewayView[]; isFiltered: boolean }) {
  return (
    <Table
      caption="Gateways"
      columns={columns}
      rows={gateways}
      keyOf={({ id }) => id}
      empty={isFiltered ? <EmptyState title="No gateway matches">Search for less, or in all groups.</EmptyState> : none}
    />
  );
}

const none = (
  <EmptyState
    title="No gateway yet"
    icon={<Server />}
    action={
      <ButtonLink variant="primary" href="/console/installation/gateways/register">
        Register a gateway
      </ButtonLink>
    }
  >
    A gateway carries the traffic. Register one to get its token and the command that starts it.
  </EmptyState>
);

const columns: Column<GatewayView>[] = [
  {
    id: "name",
    header: "Gateway",
    cell: (gateway) => (
      <>
        <RowLink href={`/console/installation/gateways/${gateway.id}`}>{gateway.name}</RowLink>
        <span className="block text-faint text-tiny">{gateway.group}</span>
      </>
    ),
  },
  { id: "state", header: "State", cell: ({ state }) => <GatewayState state={state} /> },
  {
    id: "generation",
    header: "Serves generation",
    hideBelow: "sm",
    cell: (gateway) => <Generation gateway={gateway} />,
  },
  { id: "load", header: "Load", hideBelow: "md", cell: (gateway) => <Load gateway={gateway} /> },
  {
    id: "version",
    header: "Version",
    hideBelow: "lg",
    cell: ({ softwareVersion }) => softwareVersion || <span className="text-faint">–</span>,
  },
  {
    id: "seen",
    header: "Last seen",
    hideBelow: "sm",
    cell: ({ lastSeenAt }) =>
      lastSeenAt === null ? <span className="text-faint">never</span> : <Time at={lastSeenAt} form="since" />,
  },
];
