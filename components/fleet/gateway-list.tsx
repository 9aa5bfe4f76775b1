"use client";

import { useQuery } from "@tanstack/react-query";
import { type GatewayFilter, gatewaysQuery } from "#lib/client/gateways.ts";
import { RefusedError } from "#lib/client/send.ts";
import type { GatewayView } from "#lib/fleet/view.ts";
import { CursorPager } from "../ui/cursor-pager.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { GatewayTable } from "./gateway-table.tsx";
import { Refusal } from "./refusal.tsx";

interface GatewayListProps {
  filter: GatewayFilter;
  initial: { items: GatewayView[]; nextCursor: string | null };
}

/** One page of gateways, looked at again every few seconds; rows keep their places, only what they say changes. */
export function GatewayList({ filter, initial }: GatewayListProps) {
  const { data, error, refetch } = useQuery(gatewaysQuery(filter, initial));
  const refusing = data.items.filter(({ state }) => state === "refusing");
  const isFiltered = filter.group !== undefined || filter.search !== undefined;
  return (
    <div className="flex flex-col gap-3.5">
      {error instanceof RefusedError && <ProblemBanner problem={error.problem} onRetry={() => void refetch()} />}
      {refusing.slice(0, REFUSALS_MAX).map((gateway) => (
        <Refusal key={gateway.id} gateway={gateway} />
      ))}
      <GatewayTable gateways={data.items} isFiltered={isFiltered} />
      <CursorPager
        nextCursor={data.nextCursor}
        shown={data.items.length === 1 ? "1 gateway" : `${data.items.length} gateways`}
      />
    </div>
  );
}

/** They mostly refuse for the same reason; the rows show the rest. */
const REFUSALS_MAX = 3;
