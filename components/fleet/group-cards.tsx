"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { groupsQuery } from "#lib/client/gateways.ts";
import type { GroupView } from "#lib/fleet/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { stateWords } from "./gateway-state.tsx";

/** The groups with how their gateways stand, kept up to date. */
export function GroupCards({ initial }: { initial: GroupView[] }) {
  const { data: groups } = useQuery(groupsQuery(initial));
  return (
    <ul aria-label="Gateway groups" className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-4">
      {groups.map((group) => (
        <li key={group.slug} className="min-w-0">
          <GroupCard group={group} />
        </li>
      ))}
    </ul>
  );
}

function GroupCard({ group }: { group: GroupView }) {
  const counts = statesOf(group);
  return (
    <Card className="relative h-full">
      <h2 className="truncate">
        <Link
          href={`/console/installation/groups/${group.slug}`}
          className="rounded-chip after:absolute after:inset-0 hover:underline"
        >
          {group.name}
        </Link>
      </h2>
      <p className="text-faint text-tiny tabular-nums">
        {group.slug} · {group.newestGeneration === null ? "no snapshot yet" : `generation ${group.newestGeneration}`}
      </p>
      <p className="mt-2 truncate text-small text-soft">{group.publicUrls[0] ?? "No public address"}</p>
      <div className="mt-3 flex flex-wrap gap-1.5">
        {counts.length === 0 && <Badge isPlain>no gateway</Badge>}
        {counts.map(([state, count]) => (
          <Badge key={state} tone={stateWords[state].tone}>
            {count} {stateWords[state].label}
          </Badge>
        ))}
        {group.faults.length > 0 && (
          <Badge tone="bad">
            {group.faults.length} {group.faults.length === 1 ? "part" : "parts"} not built
          </Badge>
        )}
      </div>
    </Card>
  );
}

function statesOf({ gateways }: GroupView): [keyof typeof stateWords, number][] {
  const order = ["refusing", "silent", "behind", "current", "registered", "revoked"] as const;
  return order.flatMap((state) => (gateways[state] > 0 ? [[state, gateways[state]]] : []));
}
