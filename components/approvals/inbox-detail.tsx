"use client";

import { useState } from "react";
import type { InboxItem } from "#lib/client/approvals.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { StateBadge } from "../console/state-badge.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { mayDecide, nameOf, verdictInWords } from "./inbox.ts";
import { RequestDetail } from "./request-detail.tsx";
import { ReviewDetail } from "./review-detail.tsx";
import type { Outcome } from "./use-inbox.ts";

interface InboxDetailProps {
  workspace: string;
  item: InboxItem;
  outcome: Outcome | undefined;
  /** Decided elsewhere; how is being looked up. */
  isGone: boolean;
  note: string;
  onNote(note: string): void;
  onApprove(): Promise<ShownProblem | undefined>;
  onReject(): void;
}

/** One item of the inbox with the decision below it. */
export function InboxDetail(props: InboxDetailProps) {
  const { workspace, item, outcome, isGone } = props;
  const isOpen = outcome === undefined && !isGone && mayDecide(item);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-start justify-between gap-3">
        <h2 tabIndex={-1} data-inbox-detail className="min-w-0 wrap-anywhere outline-none">
          {titleOf(item)}
        </h2>
        <StateBadge state={outcome?.verdict.state ?? (isGone ? "decided" : "submitted")} />
      </div>
      {item.kind === "request" ? (
        <RequestDetail workspace={workspace} request={item.request} />
      ) : (
        <ReviewDetail workspace={workspace} review={item.review} />
      )}
      {outcome && (
        <Banner
          tone={outcome.isMine ? "good" : "info"}
          title={outcome.isMine ? "Decided by you just now" : `${verdictInWords(outcome.verdict)}, who was first`}
        />
      )}
      {isOpen && <Decision {...props} />}
    </div>
  );
}

function Decision({ item, note, onNote, onApprove, onReject }: InboxDetailProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function approve() {
    setBusy(true);
    setProblem(await onApprove());
    setBusy(false);
  }

  return (
    <div className="flex flex-col gap-2.5">
      {problem && <ProblemBanner problem={problem} />}
      <Field label={item.kind === "request" ? "A note to the applicant" : "A note to the author"} isOptional>
        <Textarea rows={2} maxLength={NOTE_MAX} value={note} onChange={(event) => onNote(event.target.value)} />
      </Field>
      <div className="flex gap-2.5">
        <Button variant="primary" isBusy={isBusy} onClick={() => void approve()} className="grow">
          Approve
        </Button>
        <Button onClick={onReject}>Reject…</Button>
      </div>
      <p className="text-faint text-tiny">
        {item.kind === "request"
          ? "Approval opens its keys at every gateway within a second."
          : "Approval lets a publisher make it live; no gateway changes yet."}
      </p>
    </div>
  );
}

function titleOf(item: InboxItem): string {
  if (item.kind === "review") return nameOf(item);
  const { product, plan } = item.request;
  return `${nameOf(item)} → ${product.name} ${plan.name}`;
}

const NOTE_MAX = 2_000;
