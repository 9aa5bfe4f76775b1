"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ShownProblem } from "#lib/client/send.ts";
import { Button } from "./button.tsx";
import { ConfirmByNameDialog } from "./confirm-by-name-dialog.tsx";

interface DeleteButtonProps {
  title: string;
  consequence: ReactNode;
  /** What has to be typed. */
  name: string;
  run(): Promise<ShownProblem | undefined>;
  /** The list to go back to. */
  next: string;
}

export function DeleteButton({ title, consequence, name, run, next }: DeleteButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete…
      </Button>
      <ConfirmByNameDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        consequence={consequence}
        name={name}
        action="Delete for good"
        onConfirm={async () => {
          const problem = await run();
          if (!problem) router.push(next);
          return problem;
        }}
      />
    </>
  );
}
