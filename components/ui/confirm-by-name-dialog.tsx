"use client";

import { type ReactNode, useId, useState } from "react";
import type { ShownProblem } from "#lib/client/send.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Input } from "./input.tsx";
import { ProblemBanner } from "./problem-banner.tsx";

interface ConfirmByNameDialogProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  /** What will happen, and to whom. */
  consequence: ReactNode;
  /** What has to be typed. */
  name: string;
  action: string;
  /** Does it; a refusal comes back as a value and is shown. */
  onConfirm(): Promise<ShownProblem | undefined>;
}

/** Before something that cannot be undone: says what is lost and asks for the name. */
export function ConfirmByNameDialog(props: ConfirmByNameDialogProps) {
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title={props.title} description={props.consequence}>
      <Confirmation {...props} />
    </Dialog>
  );
}

/** Lives only while the dialog is open, so that it always begins empty. */
function Confirmation({ name, action, onConfirm, onClose }: ConfirmByNameDialogProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();
  const isRight = typed.trim() === name;

  async function confirm() {
    if (!isRight || isBusy) return;
    setBusy(true);
    const refusal = await onConfirm();
    setBusy(false);
    setProblem(refusal);
    if (refusal === undefined) onClose();
  }

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      {problem && <ProblemBanner problem={problem} />}
      <label htmlFor={id} className="text-small">
        Type <b className="break-words font-mono font-[550]">{name}</b> to confirm
      </label>
      <Input
        id={id}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="flex flex-wrap justify-end gap-2.5 pt-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" disabled={!isRight} isBusy={isBusy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
