"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { useReturnFocus } from "./use-return-focus.ts";

/** What every dialog takes; `Dialog` is what screens draw. */
export interface DialogProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  description?: ReactNode;
  /** The buttons; the last one is what the dialog is for. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large" | undefined;
  children?: ReactNode;
}

export function DialogFrame({ isOpen, onClose, title, description, footer, size = "small", children }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={shadeClass}>
          <Radix.Content
            {...returnFocus}
            {...(description ? {} : { "aria-describedby": undefined })}
            className={clsx(
              "relative m-auto flex w-full animate-rise-in flex-col rounded-card border border-line bg-surface shadow-floating outline-none",
              widths[size],
            )}
          >
            <div className="px-5 pt-[18px] pb-4">
              <Radix.Title className="pr-8">{title}</Radix.Title>
              {description && (
                <Radix.Description asChild>
                  <div className="mt-1.5 text-soft">{description}</div>
                </Radix.Description>
              )}
            </div>
            {children && <div className="px-5 pb-5">{children}</div>}
            {footer && (
              <div className="flex flex-wrap justify-end gap-2.5 rounded-b-card border-line border-t bg-sunken px-5 py-3">
                {footer}
              </div>
            )}
            <Radix.Close asChild>
              <IconButton label="Close" icon={<X aria-hidden />} size="small" className="absolute top-3.5 right-3.5" />
            </Radix.Close>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/* The shade scrolls, not the page: a tall dialog stays whole on a low screen and at 200 % zoom. */
const shadeClass = "fixed inset-0 z-40 flex animate-fade-in overflow-y-auto bg-shade p-4";

const widths = { small: "max-w-[27rem]", medium: "max-w-[38rem]", large: "max-w-[56rem]" };
