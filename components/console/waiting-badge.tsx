"use client";

import { useQuery } from "@tanstack/react-query";
import { waitingQuery } from "#lib/client/approvals.ts";
import { CountBadge } from "../ui/badge.tsx";

interface WaitingBadgeProps {
  workspace: string;
  initial: { subscriptions: number; revisions: number; oldestAt: string | null };
}

/** How much waits for the reader, kept up to date while the page is open. */
export function WaitingBadge({ workspace, initial }: WaitingBadgeProps) {
  const { data } = useQuery(waitingQuery(workspace, initial));
  const { subscriptions, revisions } = data ?? initial;
  const count = subscriptions + revisions;
  return count === 0 ? null : <CountBadge count={count} label="waiting" />;
}
