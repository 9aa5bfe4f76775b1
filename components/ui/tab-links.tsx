"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { tabClass, tabListClass } from "./tab-class.ts";

interface TabLinksProps {
  label: string;
  links: { href: string; label: string; count?: number | undefined }[];
  actions?: ReactNode;
}

/** The sections of one thing, each a page with its own address. */
export function TabLinks({ label, links, actions }: TabLinksProps) {
  const pathname = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  // on a phone the row is wider than the window
  useEffect(() => {
    // Newer browsers give back a promise, which React would take for what is to be done at the end.
    void current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);

  return (
    <div className={tabListClass}>
      <nav aria-label={label} className="flex gap-5 overflow-x-auto">
        {links.map(({ href, label: name, count }) => (
          <Link
            key={href}
            ref={pathname === href ? current : undefined}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className={tabClass}
          >
            {name}
            {count !== undefined && <span className="ml-1.5 font-normal text-faint tabular-nums">{count}</span>}
          </Link>
        ))}
      </nav>
      {actions && <div className="ml-auto flex items-center gap-2 pb-1.5 text-small">{actions}</div>}
    </div>
  );
}
