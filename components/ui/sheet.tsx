"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { CSSProperties, ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { useReturnFocus } from "./use-return-focus.ts";

interface SheetProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  side?: "left" | "right" | undefined;
  footer?: ReactNode;
  children: ReactNode;
}

/** A panel that slides over one side: the details of a row, or the navigation on a phone. */
export function Sheet({ isOpen, onClose, title, side = "right", footer, children }: SheetProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-shade" />
        <Radix.Content
          {...returnFocus}
          aria-describedby={undefined}
          style={cameFrom[side]}
          className={clsx(
            "fixed inset-y-0 z-50 flex max-w-[calc(100vw-2.5rem)] animate-slide-in flex-col bg-surface shadow-floating outline-none",
            side === "right" ? "right-0 w-[30rem] border-line border-l" : "left-0 w-[17.5rem] border-line border-r",
          )}
        >
          <div className="flex shrink-0 items-center justify-between gap-3 px-5 pt-4 pb-3">
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" icon={<X aria-hidden />} size="small" className="ml-auto" />
            </Radix.Close>
          </div>
          <div className="min-h-0 grow overflow-y-auto px-5 pb-6">{children}</div>
          {footer && (
            <div className="flex shrink-0 flex-wrap gap-2.5 border-line border-t bg-sunken px-5 py-3">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const cameFrom: Record<"left" | "right", CSSProperties> = {
  left: { "--slide-from": "-100%" },
  right: { "--slide-from": "100%" },
};
