"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrent, type NavigationEntry } from "./navigation.ts";

/** The entries of the top bar, in a row. */
export function TopLinks({ entries }: { entries: NavigationEntry[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="hidden md:block">
      <ul className="flex gap-5">
        {entries.map((entry) => (
          <li key={entry.href}>
            <Link
              href={entry.href}
              aria-current={isCurrent(entry, pathname) ? "page" : undefined}
              className="rounded-chip font-[500] text-soft hover:text-ink aria-[current=page]:text-ink"
            >
              {entry.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
