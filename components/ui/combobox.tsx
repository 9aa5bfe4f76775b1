"use client";

import clsx from "clsx";
import { ChevronsUpDown } from "lucide-react";
import * as Popover from "radix-ui/popover";
import { useId, useRef } from "react";
import { ComboboxOption } from "./combobox-option.tsx";
import { useControl } from "./control-context.ts";
import { floatingClass } from "./floating.ts";
import { boxClass } from "./input.tsx";
import type { Option } from "./option.ts";
import { useCombobox } from "./use-combobox.ts";

interface ComboboxProps {
  options: Option[];
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  /** Set when the options are looked up elsewhere: called with what was typed, and `options` is shown as it comes. */
  onSearch?: ((text: string) => void) | undefined;
  isLoading?: boolean | undefined;
  placeholder?: string | undefined;
  emptyText?: string | undefined;
  /** Its name where no field gives it a label. */
  label?: string | undefined;
  isDisabled?: boolean | undefined;
}

/** One of many, found by typing; follows the ARIA pattern "combobox with listbox popup". */
export function Combobox({ options, onChange, onSearch, placeholder = "Search…", label, ...rest }: ComboboxProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const { bound, attributes } = useControl();
  const value = rest.value ?? (typeof bound?.value === "string" ? bound.value : undefined);
  const list = useCombobox({
    options,
    isLookedUp: onSearch !== undefined,
    value,
    onChoose(next) {
      bound?.change(next);
      onChange?.(next);
    },
  });

  return (
    <Popover.Root open={list.isOpen} onOpenChange={(next) => !next && list.close()}>
      <Popover.Anchor asChild>
        <span ref={anchor} className={clsx(boxClass, "h-9")}>
          <input
            {...attributes}
            role="combobox"
            aria-label={label}
            aria-expanded={list.isOpen}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={list.isOpen && list.found[list.active] ? `${id}-${list.active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            disabled={rest.isDisabled}
            placeholder={placeholder}
            value={list.text ?? options.find((option) => option.value === value)?.label ?? ""}
            onChange={(event) => {
              list.type(event.target.value);
              onSearch?.(event.target.value);
            }}
            onClick={list.open}
            onKeyDown={list.steer}
            onBlur={() => {
              list.close();
              bound?.check();
            }}
            className="h-full w-full min-w-0 grow bg-transparent outline-none"
          />
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          sideOffset={4}
          align="start"
          role="presentation"
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
          }}
          // A press on the list must not take the focus out of the input.
          onMouseDown={(event) => event.preventDefault()}
          className={clsx(floatingClass, "w-(--radix-popover-trigger-width)")}
        >
          <Found
            id={id}
            list={list}
            value={value}
            label={label}
            isLoading={rest.isLoading}
            emptyText={rest.emptyText}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface FoundProps extends Pick<ComboboxProps, "value" | "label" | "isLoading" | "emptyText"> {
  id: string;
  list: ReturnType<typeof useCombobox>;
}

function Found({ id, list, value, label, isLoading, emptyText = "Nothing found" }: FoundProps) {
  const isEmpty = list.found.length === 0;
  return (
    <>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label ?? "Found"}
        aria-busy={isLoading}
        className="max-h-64 overflow-y-auto"
      >
        {list.found.map((option, index) => (
          <ComboboxOption
            key={option.value}
            id={`${id}-${index}`}
            option={option}
            isActive={index === list.active}
            isChosen={option.value === value}
            onActive={() => list.setActive(index)}
            onChoose={() => list.choose(option)}
          />
        ))}
      </div>
      <p role="status" className={clsx("px-2.5 text-faint text-small", (isEmpty || isLoading) && "py-2")}>
        {isLoading ? "Searching…" : isEmpty && emptyText}
      </p>
    </>
  );
}
