"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import {
  approve,
  type Inbox,
  type InboxFilter,
  type InboxItem,
  inboxQuery,
  readVerdict,
  reject,
  type Verdict,
} from "#lib/client/approvals.ts";
import { RefusedError, type ShownProblem } from "#lib/client/send.ts";
import { mergeInbox, type Shown } from "./inbox.ts";

export interface Outcome {
  /** Decided by the reader just now. */
  isMine: boolean;
  verdict: Verdict;
}

/** The inbox as it stands on the screen: kept up to date without moving, with what became of each item. */
export function useInbox(workspace: string, filter: InboxFilter, initial: Inbox) {
  const client = useQueryClient();
  const { data, error } = useQuery(inboxQuery(workspace, filter, initial));
  const [merged, setMerged] = useState<{ of: Inbox; shown: Shown[] }>({ of: data, shown: mergeInbox([], data.items) });
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const asked = useRef(new Set<string>());
  if (merged.of !== data) setMerged({ of: data, shown: mergeInbox(merged.shown, data.items) });

  const settle = useCallback((id: string, outcome: Outcome) => {
    setOutcomes((before) => (before.get(id)?.isMine ? before : new Map(before).set(id, outcome)));
  }, []);

  const lookUp = useCallback(
    async (item: InboxItem) => {
      const answer = await readVerdict(workspace, item);
      if (answer.isOk) settle(item.id, { isMine: false, verdict: answer.value });
    },
    [workspace, settle],
  );

  useEffect(() => {
    for (const { item, isGone } of merged.shown) {
      if (!isGone || asked.current.has(item.id)) continue;
      asked.current.add(item.id);
      void lookUp(item);
    }
  }, [merged.shown, lookUp]);

  /** Decides on one item. Who comes second is shown who was first, which is no failure of theirs. */
  async function decide(item: InboxItem, verb: "approve" | "reject", note: string): Promise<ShownProblem | undefined> {
    asked.current.add(item.id);
    const answer = await (verb === "approve" ? approve : reject)(workspace, item, note);
    if (answer.isOk) settle(item.id, { isMine: true, verdict: answer.value });
    else if (isLate(answer.problem)) await lookUp(item);
    return answer.isOk ? undefined : answer.problem;
  }

  function refresh() {
    void client.invalidateQueries({ queryKey: ["workspaces", workspace] });
  }

  return {
    shown: merged.shown,
    outcomes,
    problem: error instanceof RefusedError ? error.problem : undefined,
    nextCursor: data.nextCursor,
    decide,
    refresh,
  };
}

/** Somebody else was faster. */
export function isLate({ code }: ShownProblem): boolean {
  return code === "wrong-state" || code === "lost-race";
}
