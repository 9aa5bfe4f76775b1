"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { readMail } from "#lib/client/mails.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import type { MailView, ReadMailView } from "#lib/mail/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import type { Tone } from "../ui/tone.ts";

export function MailTable({ mails }: { mails: MailView[] }) {
  const [busyId, setBusyId] = useState<string>();
  const [opened, setOpened] = useState<ReadMailView>();
  const [problem, setProblem] = useState<ShownProblem>();

  async function open({ id }: MailView) {
    setBusyId(id);
    const answer = await readMail(id);
    setBusyId(undefined);
    setProblem(answer.isOk ? undefined : answer.problem);
    if (answer.isOk) setOpened(answer.value);
  }

  return (
    <>
      {problem && (
        <div className="mb-3.5">
          <ProblemBanner problem={problem} />
        </div>
      )}
      <Table
        caption="Mails"
        columns={columns(busyId, (mail) => void open(mail))}
        rows={mails}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon={<Mail />} title="No mails">
            Who signs up, or asks for a new password, is written to. It stands here for 30 days.
          </EmptyState>
        }
      />
      {opened && (
        <Dialog
          isOpen
          onClose={() => setOpened(undefined)}
          title={opened.subject}
          description={`To ${opened.to}. Pass it on to nobody else: its link opens the account.`}
          size="medium"
        >
          <CodeBlock title="Text" code={opened.text} />
        </Dialog>
      )}
    </>
  );
}

function columns(busyId: string | undefined, open: (mail: MailView) => void): Column<MailView>[] {
  return [
    {
      id: "mail",
      header: "Mail",
      cell: ({ subject, to }) => (
        <>
          <span className="block font-[550]">{subject}</span>
          <span className="break-all text-small text-soft">{to}</span>
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      cell: ({ state, failure }) => (
        <>
          <Badge tone={states[state].tone}>{states[state].word}</Badge>
          {failure && <p className="mt-1 max-w-72 wrap-anywhere text-bad text-tiny">{failure}</p>}
        </>
      ),
    },
    { id: "at", header: "Written", hideBelow: "sm", cell: ({ createdAt }) => <Time at={createdAt} form="since" /> },
    {
      id: "read",
      header: "Read",
      isHeaderHidden: true,
      align: "end",
      cell: (mail) =>
        mail.state === "kept" && (
          <Button
            size="small"
            aria-label={`Read “${mail.subject}” to ${mail.to}`}
            isBusy={busyId === mail.id}
            onClick={() => open(mail)}
          >
            Read
          </Button>
        ),
    },
  ];
}

const states: Record<MailView["state"], { word: string; tone: Tone }> = {
  sent: { word: "sent", tone: "good" },
  waiting: { word: "waiting", tone: "info" },
  failed: { word: "not taken yet", tone: "bad" },
  kept: { word: "not sent", tone: "warn" },
};
