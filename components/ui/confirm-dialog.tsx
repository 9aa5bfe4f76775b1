"use client";

import { type ReactNode, useState } from "react";
import type { ShownProblem } from "#lib/client/send.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ProblemBanner } from "./problem-banner.tsx";

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  /** What will happen, and to whom. */
  consequence: ReactNode;
  action: string;
  isDanger?: boolean | undefined;
  /** Does it; a refusal comes back as a value and is shown. */
  onConfirm(): Promise<ShownProblem | undefined>;
}

/** Before something that others feel but that can be made good again; what cannot be asks for the name. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title={props.title} description={props.consequence}>
      <Confirmation {...props} />
    </Dialog>
  );
}

/** Lives only while the dialog is open, so that an earlier refusal is not shown again. */
function Confirmation({ action, isDanger = true, onConfirm, onClose }: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function confirm() {
    setBusy(true);
    const refusal = await onConfirm();
    setBusy(false);
    setProblem(refusal);
    if (refusal === undefined) onClose();
  }

  return (
    <div className="flex flex-col gap-4">
      {problem && <ProblemBanner problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2.5">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant={isDanger ? "danger" : "primary"} isBusy={isBusy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </div>
  );
}
