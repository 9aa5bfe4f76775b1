"use client";

import clsx from "clsx";
import * as Radix from "radix-ui/radio-group";
import { useId } from "react";
import { useFormField } from "./form-context.ts";
import type { Option } from "./option.ts";

interface RadioGroupProps {
  label: string;
  options: Option[];
  name?: string | undefined;
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  className?: string | undefined;
}

/** A choice where every option deserves a sentence. */
export function RadioGroup({ label, options, name, value, onChange, className }: RadioGroupProps) {
  const id = useId();
  const bound = useFormField(name);
  const chosen = value ?? (typeof bound?.value === "string" ? bound.value : undefined);

  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <span id={id} className="font-[550] text-small">
        {label}
      </span>
      <Radix.Root
        aria-labelledby={id}
        aria-describedby={bound?.error ? `${id}-error` : undefined}
        {...(chosen === undefined ? {} : { value: chosen })}
        onValueChange={(next) => {
          bound?.change(next);
          onChange?.(next);
        }}
        className="grid gap-2"
      >
        {options.map((option) => (
          <label key={option.value} htmlFor={`${id}-${option.value}`} className={cardClass}>
            <Radix.Item
              id={`${id}-${option.value}`}
              value={option.value}
              disabled={option.isDisabled ?? false}
              aria-invalid={bound?.error ? true : undefined}
              className="mt-[3px] grid size-4 shrink-0 place-items-center rounded-full border-[1.5px] border-line-control bg-surface aria-invalid:border-bad data-[state=checked]:border-accent"
            >
              <Radix.Indicator className="size-2 rounded-full bg-accent" />
            </Radix.Item>
            <span className="min-w-0">
              <span className="block font-[550]">{option.label}</span>
              {option.detail && <span className="block text-small text-soft">{option.detail}</span>}
            </span>
          </label>
        ))}
      </Radix.Root>
      {bound?.error && (
        <p id={`${id}-error`} className="text-bad text-small">
          {bound.error}
        </p>
      )}
    </div>
  );
}

const cardClass =
  "flex cursor-pointer items-start gap-2.5 rounded-control border border-line-strong bg-surface px-3 py-2.5 hover:bg-sunken " +
  "has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:opacity-60";
