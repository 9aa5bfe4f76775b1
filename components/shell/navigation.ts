import type { ReactNode } from "react";

export interface NavigationEntry {
  href: string;
  label: string;
  /** Such as how many wait there. */
  badge?: ReactNode;
  /** The entry of a whole area is current on its own page only. */
  isExact?: boolean | undefined;
}

export interface NavigationSection {
  label: string;
  entries: NavigationEntry[];
}

export interface ShellUser {
  name: string;
  email: string;
}

/** Whether one is at the entry, or somewhere below it. */
export function isCurrent({ href, isExact = false }: NavigationEntry, pathname: string): boolean {
  return pathname === href || (!isExact && pathname.startsWith(`${href}/`));
}
