"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useControl } from "./control-context.ts";

type InputProps = Omit<ComponentProps<"input">, "size"> & {
  /** An icon or word before the text. */
  leading?: ReactNode;
  /** A unit, a key cap or a button after it. */
  trailing?: ReactNode;
  size?: "small" | "medium" | "large" | undefined;
};

export function Input({ leading, trailing, size = "medium", className, onChange, onBlur, ...rest }: InputProps) {
  const { bound, attributes } = useControl();
  const value = bound ? { value: typeof bound.value === "string" ? bound.value : "" } : {};

  return (
    <span className={clsx(boxClass, sizes[size], className)}>
      {leading && <span className="flex shrink-0 text-faint [&_svg]:size-4">{leading}</span>}
      <input
        {...attributes}
        {...value}
        {...rest}
        onChange={(event) => {
          bound?.change(event.target.value);
          onChange?.(event);
        }}
        onBlur={(event) => {
          bound?.check();
          onBlur?.(event);
        }}
        className="h-full w-full min-w-0 grow bg-transparent outline-none disabled:cursor-not-allowed [&::-webkit-search-cancel-button]:hidden"
      />
      {trailing && <span className="flex shrink-0 items-center text-faint text-small">{trailing}</span>}
    </span>
  );
}

/** The frame of everything that is typed into: the ring stands on the frame, because the input inside it has none. */
export const boxClass =
  "flex min-w-0 items-center gap-2 rounded-control border border-line-control bg-surface px-[11px] text-ink transition-colors " +
  "focus-within:border-focus focus-within:outline-2 focus-within:outline-focus focus-within:-outline-offset-1 " +
  "has-aria-invalid:border-bad has-disabled:cursor-not-allowed has-disabled:bg-sunken has-disabled:text-faint";

const sizes = {
  small: "h-8 text-small",
  medium: "h-9",
  large: "h-[46px] gap-2.5 rounded-card px-3.5 text-lead shadow-raised",
};
