"use client";

import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { restoreSnapshot } from "#lib/client/snapshots.ts";
import type { SnapshotDetailView } from "#lib/publishing/view.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { showToast } from "../ui/toast-store.ts";

interface RestoreButtonProps {
  snapshot: Pick<SnapshotDetailView, "group" | "generation" | "newestGeneration">;
  /** How many gateways will serve it. */
  gateways: number;
}

/** Puts an earlier generation back, after saying what that does to whom. */
export function RestoreButton({ snapshot: { group, generation, newestGeneration }, gateways }: RestoreButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const who = gateways === 1 ? "1 gateway" : `${gateways} gateways`;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <History aria-hidden /> Put it back
      </Button>
      <ConfirmByNameDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Put generation ${generation} back?`}
        consequence={
          <>
            {who} of {group} will serve the APIs, settings and plans of generation {generation} again, as a new
            generation after {newestGeneration}. APIs that came later stop answering. Keys and subscriptions stay as
            they are: what was revoked does not come back. The next change to an API is built from its present state.
          </>
        }
        name={group}
        action="Put it back"
        onConfirm={async () => {
          const problem = await restoreSnapshot(group, generation);
          if (problem) return problem;
          showToast({ title: `Generation ${generation} is put back`, detail: "Gateways take it within a second." });
          router.push(`/console/installation/snapshots?${new URLSearchParams({ group })}`);
          router.refresh();
          return undefined;
        }}
      />
    </>
  );
}
