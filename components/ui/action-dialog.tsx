"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { Answer, ShownProblem } from "#lib/client/send.ts";
import { Button, type ButtonLook } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import { showToast } from "./toast-store.ts";

interface ActionDialogProps<T> {
  /** The words on the button that opens it, and on the one that does it. */
  label: string;
  look?: ButtonLook | undefined;
  icon?: ReactNode;
  title: string;
  /** What it means, and for whom. */
  description: ReactNode;
  /** Fields, when something has to be said along. */
  children?: ReactNode;
  run(): Promise<Answer<T>>;
  done: string;
  /** Where to go afterwards; the page is read anew otherwise. */
  next?: ((value: T) => string) | undefined;
}

/** A button that first says what it means. A refusal stays in the dialog, where it can be tried again. */
export function ActionDialog<T>(props: ActionDialogProps<T>) {
  const { label, look, icon, title, description, children, run, done, next } = props;
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function act() {
    setBusy(true);
    const answer = await run();
    setBusy(false);
    setProblem(answer.isOk ? undefined : answer.problem);
    if (!answer.isOk) return;
    setOpen(false);
    showToast({ title: done });
    if (next) router.push(next(answer.value));
    router.refresh();
  }

  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        {icon}
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
          setProblem(undefined);
        }}
        title={title}
        description={description}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant={look?.variant === "danger" ? "danger" : "primary"} isBusy={isBusy} onClick={act}>
              {label}
            </Button>
          </>
        }
      >
        {(problem || children) && (
          <div className="flex flex-col gap-4">
            {problem && <ProblemBanner problem={problem} />}
            {children}
          </div>
        )}
      </Dialog>
    </>
  );
}
