"use client";

import type { InboxItem } from "#lib/client/approvals.ts";
import { askedAt } from "#lib/client/approvals.ts";
import { limitsInWords } from "../console/limits.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { inUtc } from "../ui/time-format.ts";
import type { Selection } from "../ui/use-selection.ts";
import { ageInWords, DAY_MS, nameOf, type Shown, verdictInWords } from "./inbox.ts";
import type { Outcome } from "./use-inbox.ts";

interface InboxTableProps {
  shown: Shown[];
  outcomes: ReadonlyMap<string, Outcome>;
  activeId: string | undefined;
  selection: Selection;
  now: number;
  isFiltered: boolean;
  onOpen(id: string): void;
}

export function InboxTable({ shown, outcomes, activeId, selection, now, isFiltered, onOpen }: InboxTableProps) {
  const columns: Column<Shown>[] = [
    { id: "applicant", header: "Applicant", cell: ({ item }) => <Applicant item={item} onOpen={onOpen} /> },
    { id: "wants", header: "Wants", cell: ({ item }) => <Wants item={item} /> },
    {
      id: "why",
      header: "Why",
      hideBelow: "lg",
      cell: ({ item }) => <span className="line-clamp-2 wrap-anywhere text-small text-soft">{reasonOf(item)}</span>,
    },
    {
      id: "waiting",
      header: "Waiting",
      width: "7.5rem",
      cell: ({ item, isGone }) => <Waiting item={item} outcome={outcomes.get(item.id)} isGone={isGone} now={now} />,
    },
  ];
  return (
    <Table
      caption="What waits for a decision"
      columns={columns}
      rows={shown}
      keyOf={({ item }) => item.id}
      activeKey={activeId}
      selection={{ of: selection, labelOf: ({ item }) => nameOf(item) }}
      empty={
        <EmptyState title={isFiltered ? "Nothing that waits has these words" : "Nothing waits for you"}>
          {isFiltered
            ? "Search for an applicant, an API or a product, or clear the search."
            : "New requests and revisions appear here by themselves."}
        </EmptyState>
      }
    />
  );
}

function Applicant({ item, onOpen }: { item: InboxItem; onOpen(id: string): void }) {
  const isReview = item.kind === "review";
  return (
    <>
      <button
        type="button"
        data-inbox-row={item.id}
        onClick={() => onOpen(item.id)}
        className="rounded-chip text-left font-[600] after:absolute after:inset-0"
      >
        {isReview ? "Publication" : nameOf(item)}
      </button>
      <span className="block text-faint text-tiny">
        {isReview ? `by ${item.review.submittedBy?.name ?? "automation"}` : standingOf(item.request)}
      </span>
    </>
  );
}

function standingOf({ team, application }: Extract<InboxItem, { kind: "request" }>["request"]): string {
  const { activeSubscriptions: count } = application;
  const standing = count === 0 ? "first request" : `${count} active ${count === 1 ? "subscription" : "subscriptions"}`;
  return `${team.isPersonal ? application.name : team.name} · ${standing}`;
}

function Wants({ item }: { item: InboxItem }) {
  if (item.kind === "review") {
    const { api, version, revision, liveRevision, operations } = item.review;
    return (
      <>
        {api.name} {version}, revision {revision}
        <span className="block text-faint text-tiny">
          {liveRevision === null ? "first one" : `in place of ${liveRevision}`} · {operations} operations
        </span>
      </>
    );
  }
  const { product, plan } = item.request;
  const [first, ...others] = product.apis;
  return (
    <>
      {first && (
        <>
          {first.name}
          {others.length > 0 && <span className="text-faint"> and {others.length} more</span>}
          <span className="text-faint"> in </span>
        </>
      )}
      {product.name} {plan.name}
      <span className="block text-faint text-tiny">{limitsInWords(plan)}</span>
    </>
  );
}

interface WaitingProps {
  item: InboxItem;
  outcome: Outcome | undefined;
  isGone: boolean;
  now: number;
}

function Waiting({ item, outcome, isGone, now }: WaitingProps) {
  if (outcome) {
    const { isMine, verdict } = outcome;
    const isGood = verdict.state === "active" || verdict.state === "approved" || verdict.state === "live";
    return (
      <span className="flex flex-col items-start gap-0.5">
        <Badge tone={isGood ? "good" : "neutral"}>{isGood ? "approved" : verdict.state}</Badge>
        {!isMine && <span className="text-faint text-tiny">{verdictInWords(verdict)}</span>}
      </span>
    );
  }
  if (isGone) return <Badge>decided</Badge>;
  const at = askedAt(item);
  const age = now - Date.parse(at);
  return (
    <span title={inUtc(new Date(at))}>
      <Badge tone={age >= DAY_MS ? "warn" : "neutral"} isPlain={age < DAY_MS}>
        {ageInWords(age)}
      </Badge>
    </span>
  );
}

function reasonOf(item: InboxItem): string {
  return item.kind === "review" ? item.review.note : item.request.reason;
}
