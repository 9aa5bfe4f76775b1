"use client";

import clsx from "clsx";
import * as Radix from "radix-ui/switch";
import { type ReactNode, useId } from "react";
import { useFormField } from "./form-context.ts";

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  name?: string | undefined;
  isOn?: boolean | undefined;
  onChange?: ((isOn: boolean) => void) | undefined;
  isDisabled?: boolean | undefined;
}

export function Switch({ label, hint, name, isOn, onChange, isDisabled }: SwitchProps) {
  const id = useId();
  const bound = useFormField(name);
  const checked = isOn ?? (bound ? bound.value === true : undefined);

  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={id} className={clsx("font-[550]", isDisabled && "text-faint")}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-faint text-small">
            {hint}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        {...(checked === undefined ? {} : { checked })}
        disabled={isDisabled ?? false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={(next) => {
          bound?.change(next);
          onChange?.(next);
        }}
        className="relative h-5 w-9 shrink-0 rounded-full border border-line-control bg-sunken transition-colors after:absolute after:-inset-1 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-3.5 translate-x-[2px] rounded-full bg-faint transition-transform data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-accent-ink" />
      </Radix.Root>
    </div>
  );
}
