"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import * as Radix from "radix-ui/select";
import { useControl } from "./control-context.ts";
import { floatingClass, optionClass } from "./floating.ts";
import { placeholderOf, SelectFace, type SelectProps, selectClass } from "./select-face.tsx";

interface SelectListProps extends SelectProps {
  /** Whether it was pressed before its code was there. */
  isOpenAtOnce: boolean;
  /** Whether it takes over from a button that has the focus. */
  hasFocus: boolean;
}

/** The select with its list, in place of its face. */
export function SelectList({ isOpenAtOnce, hasFocus, ...props }: SelectListProps) {
  const { options, value, onChange, label, isDisabled } = props;
  const { bound, attributes } = useControl();
  const { name, ...rest } = attributes;
  const chosen = value ?? (typeof bound?.value === "string" ? bound.value : undefined);

  return (
    <Radix.Root
      defaultOpen={isOpenAtOnce}
      {...(chosen === undefined ? {} : { value: chosen })}
      {...(name === undefined ? {} : { name })}
      disabled={isDisabled ?? false}
      onValueChange={(next) => {
        bound?.change(next);
        onChange?.(next);
      }}
    >
      <Radix.Trigger {...rest} ref={hasFocus ? takeFocus : undefined} aria-label={label} className={selectClass(props)}>
        <SelectFace>
          <Radix.Value placeholder={placeholderOf(props)} />
        </SelectFace>
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

/* Of the module, so that it is called when the element comes and not whenever it is drawn again. */
function takeFocus(element: HTMLElement | null) {
  element?.focus();
}
