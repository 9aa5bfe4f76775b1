"use client";

import { type KeyboardEvent, useState } from "react";
import type { Option } from "./option.ts";

interface ComboboxOptions {
  options: Option[];
  /** The caller looks the options up; otherwise they are filtered here. */
  isLookedUp: boolean;
  value: string | undefined;
  onChoose(value: string): void;
}

/** The open list of a combobox: what was typed, what is found, which option the keyboard is on. */
export function useCombobox({ options, isLookedUp, value, onChoose }: ComboboxOptions) {
  const [text, setText] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = !isLookedUp && text ? options.filter((option) => matches(option, text)) : options;

  function open() {
    if (isOpen) return;
    const chosen = options.findIndex((option) => option.value === value);
    setActive(Math.max(chosen, 0));
    setOpen(true);
  }

  function close() {
    setOpen(false);
    setText(undefined);
    setActive(0);
  }

  function choose(option: Option | undefined) {
    if (option === undefined || option.isDisabled) return;
    onChoose(option.value);
    close();
  }

  function type(next: string) {
    setText(next);
    setActive(0);
    setOpen(true);
  }

  function steer(event: KeyboardEvent) {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      open();
      if (isOpen && found.length > 0) setActive((active + move + found.length) % found.length);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === "Escape" && isOpen) {
      // The first Escape closes the list; only the next one may close the dialog around it.
      event.stopPropagation();
      close();
    }
  }

  return { text, found, active, isOpen, setActive, open, close, choose, type, steer };
}

function matches(option: Option, text: string): boolean {
  return `${option.label} ${option.detail ?? ""}`.toLowerCase().includes(text.trim().toLowerCase());
}
