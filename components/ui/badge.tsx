import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneClass } from "./tone.ts";

interface BadgeProps {
  tone?: Tone | undefined;
  /** The dot says that it is a state; plain badges say a property. */
  isPlain?: boolean | undefined;
  children: ReactNode;
}

export function Badge({ tone = "neutral", isPlain, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-[21px] items-center gap-[5px] whitespace-nowrap rounded-full px-2 font-[550] text-tiny",
        !isPlain && "before:size-1.5 before:rounded-full before:bg-current",
        toneClass[tone],
      )}
    >
      {children}
    </span>
  );
}

/** How many wait. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  return (
    <span className="ml-auto rounded-full bg-accent px-[7px] font-[550] text-accent-ink text-micro tabular-nums">
      {count > COUNT_MAX ? `${COUNT_MAX}+` : count}
      <span className="sr-only"> {label}</span>
    </span>
  );
}

const COUNT_MAX = 99;
