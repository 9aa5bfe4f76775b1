"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { optionClass } from "./floating.ts";
import type { Option } from "./option.ts";

interface ComboboxOptionProps {
  id: string;
  option: Option;
  isActive: boolean;
  isChosen: boolean;
  onActive(): void;
  onChoose(): void;
}

export function ComboboxOption({ id, option, isActive, isChosen, onActive, onChoose }: ComboboxOptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);

  return (
    // The keyboard stays in the input, which names the active option: the focus never comes here.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-disabled={option.isDisabled || undefined}
      {...(isActive ? { "data-highlighted": "" } : {})}
      {...(option.isDisabled ? { "data-disabled": "" } : {})}
      onMouseMove={onActive}
      onClick={onChoose}
      className={clsx(optionClass, "pr-8")}
    >
      <span className="min-w-0">
        <span className="block truncate">{option.label}</span>
        {option.detail && <span className="block truncate text-faint text-tiny">{option.detail}</span>}
      </span>
      {isChosen && <Check aria-hidden className="absolute right-2.5 text-accent" />}
    </div>
  );
}
