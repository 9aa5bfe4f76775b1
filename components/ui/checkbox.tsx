"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import * as Radix from "radix-ui/checkbox";
import { type ReactNode, useId } from "react";
import { useControl } from "./control-context.ts";
import { useFormField } from "./form-context.ts";

interface CheckboxProps {
  label: string;
  hint?: ReactNode;
  /** The member of the form's values that it ticks. */
  name?: string | undefined;
  isChecked?: boolean | "some" | undefined;
  onChange?: ((isChecked: boolean) => void) | undefined;
  isDisabled?: boolean | undefined;
  isLabelHidden?: boolean | undefined;
}

/** A box with its own label, so that the words are clicked as well; "some" stands for a selection of only a part. */
export function Checkbox({ label, hint, name, isChecked, onChange, isDisabled, isLabelHidden }: CheckboxProps) {
  const id = useId();
  const bound = useFormField(name);
  const { attributes } = useControl();
  const checked = isChecked ?? (bound ? bound.value === true : undefined);
  const problemId = bound?.error ? `${id}-error` : undefined;

  return (
    <div className="flex items-start gap-2.5">
      <Radix.Root
        id={id}
        {...(checked === undefined ? {} : { checked: checked === "some" ? "indeterminate" : checked })}
        disabled={isDisabled ?? false}
        aria-describedby={problemId ?? (hint ? `${id}-hint` : attributes["aria-describedby"])}
        aria-invalid={problemId ? true : undefined}
        onCheckedChange={(next) => {
          bound?.change(next === true);
          onChange?.(next === true);
        }}
        className={clsx(boxClass, isLabelHidden ? "" : "mt-[3px]")}
      >
        <Radix.Indicator className="grid place-items-center text-accent-ink">
          {checked === "some" ? (
            <Minus aria-hidden className="size-3" />
          ) : (
            <Check aria-hidden className="size-3" strokeWidth={3} />
          )}
        </Radix.Indicator>
      </Radix.Root>
      <div className={clsx("min-w-0", isLabelHidden && "sr-only")}>
        <label htmlFor={id} className={clsx(isDisabled && "text-faint")}>
          {label}
        </label>
        {bound?.error && (
          <p id={`${id}-error`} className="text-bad text-small">
            {bound.error}
          </p>
        )}
        {hint && (
          <p id={`${id}-hint`} className="text-faint text-small">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/* The invisible frame widens what can be hit to 24 px (WCAG 2.5.8) without widening the box. */
const boxClass =
  "relative grid size-4 shrink-0 place-items-center rounded-chip border-[1.5px] border-line-control bg-surface transition-colors after:absolute after:-inset-1.5 " +
  "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent " +
  "aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-50";
