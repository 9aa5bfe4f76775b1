"use client";

import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import * as Radix from "radix-ui/select";
import { useControl } from "./control-context.ts";
import { floatingClass, optionClass } from "./floating.ts";
import type { Option } from "./option.ts";

interface SelectProps {
  options: Option[];
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  placeholder?: string | undefined;
  /** Its name where no field gives it a label. */
  label?: string | undefined;
  size?: "small" | "medium" | undefined;
  isDisabled?: boolean | undefined;
  className?: string | undefined;
}

/** One of a few fixed values; for many, or for values that are looked up, there is the combobox. */
export function Select({ options, value, onChange, placeholder, label, size, isDisabled, className }: SelectProps) {
  const { bound, attributes } = useControl();
  const { name, ...rest } = attributes;
  const chosen = value ?? (typeof bound?.value === "string" ? bound.value : undefined);

  return (
    <Radix.Root
      {...(chosen === undefined ? {} : { value: chosen })}
      {...(name === undefined ? {} : { name })}
      disabled={isDisabled ?? false}
      onValueChange={(next) => {
        bound?.change(next);
        onChange?.(next);
      }}
    >
      <Radix.Trigger {...rest} aria-label={label} className={clsx(triggerClass, heightOf(size), className)}>
        <span className="truncate">
          <Radix.Value placeholder={<span className="text-faint">{placeholder ?? "Choose…"}</span>} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className={clsx(floatingClass, "min-w-(--radix-select-trigger-width)")}
        >
          <Radix.Viewport className="max-h-[min(20rem,var(--radix-select-content-available-height))]">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled ?? false}
                className={clsx(optionClass, "pr-8")}
              >
                <span>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.detail && <span className="block text-faint text-tiny">{option.detail}</span>}
                </span>
                <Radix.ItemIndicator className="absolute right-2.5 text-accent">
                  <Check aria-hidden className="size-4" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const triggerClass =
  "flex w-full min-w-0 items-center justify-between gap-2 rounded-control border border-line-control bg-surface px-[11px] text-left text-ink " +
  "transition-colors hover:bg-sunken aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint";

function heightOf(size: "small" | "medium" | undefined): string {
  return size === "small" ? "h-8 text-small" : "h-9";
}
