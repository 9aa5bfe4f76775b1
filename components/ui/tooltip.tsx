"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";

interface TooltipProps {
  text: ReactNode;
  side?: "top" | "right" | "bottom" | "left" | undefined;
  /** One element that takes the focus. */
  children: ReactNode;
}

/** A second word on something that already has a name: never the only place where a thing is said. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={350}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-64 animate-fade-in rounded-control bg-ink px-2.5 py-1.5 text-canvas text-tiny shadow-floating"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
