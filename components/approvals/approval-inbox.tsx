"use client";

import { useEffect, useState } from "react";
import type { Inbox, InboxFilter, InboxItem } from "#lib/client/approvals.ts";
import { ConsolePage } from "../shell/console-page.tsx";
import { Button } from "../ui/button.tsx";
import { CursorPager } from "../ui/cursor-pager.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { TabLinks } from "../ui/tab-links.tsx";
import { useSelection } from "../ui/use-selection.ts";
import { approvalTabs } from "./approval-tabs.ts";
import { DecisionDialog } from "./decision-dialog.tsx";
import { mayDecide, nameOf, neighbour, nextOpen } from "./inbox.ts";
import { InboxDetail } from "./inbox-detail.tsx";
import { InboxTable } from "./inbox-table.tsx";
import { KeysDialog, KeysHint } from "./keys-dialog.tsx";
import { useDecisions } from "./use-decisions.ts";
import { useInbox } from "./use-inbox.ts";
import { type InboxKey, useInboxKeys } from "./use-inbox-keys.ts";

interface ApprovalInboxProps {
  workspace: string;
  filter: InboxFilter;
  initial: Inbox;
  /** How many wait, and since when, in words. */
  description: string;
  /** ISO 8601: the time of the server, so that both draw the same first picture. */
  now: string;
}

/** Everything that waits for the reader, decided one by one or together, by mouse or by keyboard alone. */
export function ApprovalInbox({ workspace, filter, initial, description, now: start }: ApprovalInboxProps) {
  const inbox = useInbox(workspace, filter, initial);
  const { decide, noteOf, setNote } = useDecisions(inbox);
  const selection = useSelection();
  const now = useClock(start);
  const [chosenId, setChosenId] = useState<string>();
  const [layer, setLayer] = useState<"sheet" | "keys" | { verb: "approve" | "reject"; items: InboxItem[] }>();

  const { shown, outcomes } = inbox;
  const active = shown.find(({ item }) => item.id === chosenId) ?? shown[0];
  const isOpen = (item: InboxItem) => !outcomes.has(item.id) && shown.some((row) => row.item === item && !row.isGone);
  const canDecide = (item: InboxItem) => isOpen(item) && mayDecide(item);
  const selected = shown.map(({ item }) => item).filter((item) => selection.has(item.id) && canDecide(item));

  async function settle(verb: "approve" | "reject", items: InboxItem[], note: string) {
    const problem = await decide(verb, items, note);
    selection.clear();
    const last = items.at(-1);
    const settled = new Set([...outcomes.keys(), ...items.map(({ id }) => id)]);
    if (problem === undefined && last) setChosenId(nextOpen(shown, settled, last.id));
    return problem;
  }

  function begin(verb: "approve" | "reject") {
    if (selected.length > 0) return setLayer({ verb, items: selected });
    if (!active || !canDecide(active.item)) return;
    if (verb === "reject") return setLayer({ verb, items: [active.item] });
    void settle("approve", [active.item], noteOf(active.item.id));
  }

  function open(id: string) {
    setChosenId(id);
    if (!matchMedia(ASIDE_FITS).matches) setLayer("sheet");
  }

  useInboxKeys((key: InboxKey) => {
    if (key === "?") setLayer("keys");
    if (key === "a") begin("approve");
    if (key === "r") begin("reject");
    if (key === "x" && active && canDecide(active.item)) selection.toggle(active.item.id);
    if (key === "j" || key === "k") {
      const id = neighbour(shown, chosenId ?? (key === "k" ? undefined : shown[0]?.item.id), key === "j" ? 1 : -1);
      setChosenId(id);
      if (id) rowOf(id)?.focus();
    }
    if (key === "Enter" && active) readDetail(() => open(active.item.id));
  });

  const detail = active && (
    <InboxDetail
      key={active.item.id}
      workspace={workspace}
      item={active.item}
      isGone={active.isGone}
      outcome={outcomes.get(active.item.id)}
      note={noteOf(active.item.id)}
      onNote={(note) => setNote(active.item.id, note)}
      onApprove={() => settle("approve", [active.item], noteOf(active.item.id))}
      onReject={() => setLayer({ verb: "reject", items: [active.item] })}
    />
  );

  return (
    <ConsolePage
      title="Approvals"
      description={description}
      actions={<FilterBar searchLabel="Applicant, API, product" />}
      aside={detail}
    >
      <TabLinks
        label="Approvals"
        links={approvalTabs(workspace, shown.filter(({ item }) => canDecide(item)).length)}
        actions={selected.length > 0 && <BulkActions count={selected.length} onBegin={begin} />}
      />
      <div className="mt-3.5 flex flex-col gap-3">
        {inbox.problem && <ProblemBanner problem={inbox.problem} onRetry={inbox.refresh} />}
        <InboxTable
          shown={shown}
          outcomes={outcomes}
          activeId={active?.item.id}
          selection={selection}
          now={now}
          isFiltered={filter.search !== undefined}
          onOpen={open}
        />
      </div>
      {(inbox.nextCursor || filter.cursor) && (
        <CursorPager nextCursor={inbox.nextCursor} shown={`${shown.length} shown`} />
      )}
      <KeysHint />
      <Sheet
        isOpen={layer === "sheet"}
        onClose={() => setLayer(undefined)}
        title={active ? nameOf(active.item) : "Request"}
      >
        {detail}
      </Sheet>
      <KeysDialog isOpen={layer === "keys"} onClose={() => setLayer(undefined)} />
      {typeof layer === "object" && (
        <DecisionDialog
          {...layer}
          onClose={() => setLayer(undefined)}
          onDecide={(note) => settle(layer.verb, layer.items, note)}
        />
      )}
    </ConsolePage>
  );
}

function BulkActions({ count, onBegin }: { count: number; onBegin(verb: "approve" | "reject"): void }) {
  return (
    <>
      <span className="tabular-nums">{count} selected</span>
      <Button size="small" onClick={() => onBegin("reject")}>
        Reject…
      </Button>
      <Button size="small" variant="primary" onClick={() => onBegin("approve")}>
        Approve {count}…
      </Button>
    </>
  );
}

/** Where `ConsolePage` shows its aside. */
const ASIDE_FITS = "(min-width: 80rem)";
const TICK_MS = 30_000;

function rowOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-inbox-row="${id}"]`);
}

/** Leads the keyboard into the details, beside the list where there is room. */
function readDetail(openSheet: () => void) {
  if (!matchMedia(ASIDE_FITS).matches) return openSheet();
  document.querySelector<HTMLElement>("aside [data-inbox-detail]")?.focus();
}

function useClock(start: string): number {
  const [now, setNow] = useState(() => Date.parse(start));
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
