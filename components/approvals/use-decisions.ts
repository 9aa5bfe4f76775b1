"use client";

import { useState } from "react";
import type { InboxItem } from "#lib/client/approvals.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { showToast } from "../ui/toast-store.ts";
import { nameOf } from "./inbox.ts";
import { isLate, type useInbox } from "./use-inbox.ts";

/** Decides on one or several items, says how it went, and keeps the notes that were begun. */
export function useDecisions(inbox: ReturnType<typeof useInbox>) {
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());

  async function decide(verb: "approve" | "reject", items: InboxItem[], note: string) {
    const refused: ShownProblem[] = [];
    let late = 0;
    for (const item of items) {
      const problem = await inbox.decide(item, verb, note);
      if (problem && isLate(problem)) late += 1;
      else if (problem) refused.push(problem);
    }
    inbox.refresh();
    announce(verb, items, late, refused.length);
    return refused[0];
  }

  return {
    decide,
    noteOf: (id: string) => notes.get(id) ?? "",
    setNote: (id: string, note: string) => setNotes((before) => new Map(before).set(id, note)),
  };
}

function announce(verb: "approve" | "reject", items: InboxItem[], late: number, refused: number) {
  const done = items.length - late - refused;
  const [first] = items;
  const what = items.length === 1 && first ? nameOf(first) : `${done} of ${items.length}`;
  if (done > 0) showToast({ title: `${verb === "approve" ? "Approved" : "Rejected"}: ${what}` });
  if (late > 0) {
    showToast({
      tone: "info",
      title: late === 1 ? "Somebody else was first" : `Somebody else was first at ${late}`,
      detail: "The list says who, and how they decided.",
    });
  }
}
