"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { endSession, endSessions } from "#lib/client/account.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import type { SessionView } from "#lib/identity/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { TableSection } from "../ui/table-section.tsx";
import { Time } from "../ui/time.tsx";
import { deviceOf } from "./device.ts";

/** Where one is signed in, and the way to end it. */
export function SessionList({ sessions }: { sessions: SessionView[] }) {
  const router = useRouter();
  const [busyId, setBusyId] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function end(id: string) {
    setBusyId(id);
    const refusal = await endSession(id);
    setBusyId(undefined);
    setProblem(refusal);
    router.refresh();
  }

  async function endAll() {
    const refusal = await endSessions();
    if (!refusal) window.location.assign("/");
    return refusal;
  }

  return (
    <TableSection
      title="Sessions"
      description="Where you are signed in. A session ends by itself after 14 days."
      actions={<Button onClick={() => setAsking(true)}>Sign out everywhere</Button>}
    >
      {problem && <ProblemBanner problem={problem} />}
      <Table
        caption="Sessions"
        columns={columns((session) =>
          session.isPresent ? null : (
            <Button
              size="small"
              aria-label={`End the session of ${deviceOf(session.userAgent)}, ${session.address}`}
              isBusy={busyId === session.id}
              onClick={() => void end(session.id)}
            >
              End
            </Button>
          ),
        )}
        rows={sessions}
        keyOf={({ id }) => id}
      />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Sign out everywhere?"
        consequence={`${sessions.length === 1 ? "This session ends" : `All ${sessions.length} sessions end`}, this one included. Access tokens and API keys go on working.`}
        action="Sign out everywhere"
        onConfirm={endAll}
      />
    </TableSection>
  );
}

function columns(action: (session: SessionView) => React.ReactNode): Column<SessionView>[] {
  return [
    {
      id: "device",
      header: "Device",
      cell: ({ userAgent, address, isPresent }) => (
        <>
          <span className="flex flex-wrap items-center gap-2 font-[550]" title={userAgent}>
            {deviceOf(userAgent)} {isPresent && <Badge tone="good">This one</Badge>}
          </span>
          <span className="text-faint text-small">{address}</span>
        </>
      ),
    },
    { id: "created", header: "Signed in", hideBelow: "sm", cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: "seen", header: "Last seen", cell: ({ lastSeenAt }) => <Time at={lastSeenAt} form="since" /> },
    { id: "end", header: "End", isHeaderHidden: true, align: "end", cell: action },
  ];
}
