"use client";

import { parseAsString, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface AddressDialogProps {
  /** The parameter in the address that opens it, so that a link can lead there. */
  parameter: string;
  /** The words on the button that opens it. */
  trigger: ReactNode;
  title: string;
  size?: "small" | "medium" | "large" | undefined;
  children: ReactNode;
}

export function AddressDialog({ parameter, trigger, title, size, children }: AddressDialogProps) {
  const [value, setValue] = useQueryState(parameter, parseAsString);
  return (
    <>
      <Button variant="primary" onClick={() => void setValue("")}>
        {trigger}
      </Button>
      <Dialog isOpen={value !== null} onClose={() => void setValue(null)} title={title} size={size}>
        {children}
      </Dialog>
    </>
  );
}
