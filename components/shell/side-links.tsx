"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrent, type NavigationSection } from "./navigation.ts";

/** The sections of the console, one below the other. */
export function SideLinks({ sections }: { sections: NavigationSection[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col">
      {sections.map((section) => (
        <section key={section.label} aria-label={section.label}>
          <h2 className="mx-2.5 mt-[18px] mb-1 font-[550] text-[0.71875rem] text-faint tracking-normal">
            {section.label}
          </h2>
          <ul>
            {section.entries.map((entry) => (
              <li key={entry.href}>
                <Link
                  href={entry.href}
                  aria-current={isCurrent(entry, pathname) ? "page" : undefined}
                  className="flex items-center gap-[9px] rounded-control px-2.5 py-1.5 font-[500] text-[0.84375rem] text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
                >
                  {entry.label}
                  {entry.badge}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
