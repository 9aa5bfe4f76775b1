"use client";

import clsx from "clsx";
import * as Radix from "radix-ui/dropdown-menu";
import { type ReactNode, useRef } from "react";
import { menuClass } from "./floating.ts";

interface AttachedMenuProps {
  isOpen: boolean;
  onClose(): void;
  /** The button that opens it; the menu stands in the same positioned element. */
  buttonId: string;
  align: "start" | "end";
  className?: string | undefined;
  children: ReactNode;
}

/** A menu whose button stands elsewhere: the button is in the page's first script, the menu's code comes when it is wanted. */
export function AttachedMenu({ isOpen, onClose, buttonId, align, className, children }: AttachedMenuProps) {
  const isLeftByPointer = useRef(false);
  const button = () => document.getElementById(buttonId);

  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()} modal={false}>
      <Radix.Trigger asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-labelledby={buttonId}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the button closes by the button's own click; closing here as well would open it again.
            if (event.target instanceof Node && button()?.contains(event.target)) event.preventDefault();
            else isLeftByPointer.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!isLeftByPointer.current) button()?.focus();
            isLeftByPointer.current = false;
          }}
          className={clsx(menuClass, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
