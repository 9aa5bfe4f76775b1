"use client";

import clsx from "clsx";
import { type ComponentProps, useState } from "react";
import { useControl } from "./control-context.ts";
import { boxClass } from "./input.tsx";

type TextareaProps = ComponentProps<"textarea"> & {
  /** Shows how much of it is used. */
  charactersMax?: number | undefined;
  isCode?: boolean | undefined;
};

/** Grows with its text up to a bound, then scrolls. */
export function Textarea({ charactersMax, isCode, className, onChange, onBlur, rows = 3, ...rest }: TextareaProps) {
  const { bound, attributes } = useControl();
  const text = bound ? { value: typeof bound.value === "string" ? bound.value : "" } : {};
  const [typed, setTyped] = useState(String(rest.defaultValue ?? ""));
  const used = String(text.value ?? rest.value ?? typed).length;

  return (
    <span className={clsx(boxClass, "relative px-0!", className)}>
      <textarea
        {...attributes}
        {...text}
        rows={rows}
        {...rest}
        onChange={(event) => {
          setTyped(event.target.value);
          bound?.change(event.target.value);
          onChange?.(event);
        }}
        onBlur={(event) => {
          bound?.check();
          onBlur?.(event);
        }}
        className={clsx(
          "field-sizing-content max-h-96 min-h-16 w-full resize-y bg-transparent px-[11px] py-2 outline-none",
          isCode && "font-mono text-small",
          charactersMax !== undefined && "pb-6",
        )}
      />
      {charactersMax !== undefined && (
        <span
          className={clsx("absolute right-2.5 bottom-1 text-tiny", used > charactersMax ? "text-bad" : "text-faint")}
        >
          <span className="sr-only">Characters used: </span>
          {used} / {charactersMax}
        </span>
      )}
    </span>
  );
}
