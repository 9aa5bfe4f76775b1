"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { menuClass, optionClass } from "./floating.ts";

interface MenuProps {
  /** One button, which opens the menu. */
  trigger: ReactNode;
  align?: "start" | "center" | "end" | undefined;
  children: ReactNode;
  className?: string | undefined;
}

export function Menu({ trigger, align = "end", children, className }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={5} collisionPadding={8} className={clsx(menuClass, className)}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  /** Goes there instead of doing something. */
  href?: string | undefined;
  onSelect?: (() => void) | undefined;
  isDanger?: boolean | undefined;
  isDisabled?: boolean | undefined;
  children: ReactNode;
}

export function MenuItem({ icon, href, onSelect, isDanger, isDisabled, children }: MenuItemProps) {
  const className = clsx(optionClass, isDanger ? "text-bad" : "[&>svg]:text-faint");
  if (href !== undefined) {
    return (
      <Radix.Item asChild className={className}>
        <Link href={href}>
          {icon}
          {children}
        </Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={className} disabled={isDisabled ?? false} onSelect={() => onSelect?.()}>
      {icon}
      {children}
    </Radix.Item>
  );
}

interface MenuChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string; icon?: ReactNode }[];
  onChange(value: string): void;
}

/** One of several within a menu, such as the theme. */
export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      <Radix.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
        {options.map((option) => (
          <Radix.RadioItem
            key={option.value}
            value={option.value}
            className={clsx(optionClass, "pr-8 [&>svg]:text-faint")}
          >
            {option.icon}
            {option.label}
            <Radix.ItemIndicator className="absolute right-2.5 text-accent">
              <Check aria-hidden className="size-4" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-1.5 pb-1 text-faint text-tiny">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
