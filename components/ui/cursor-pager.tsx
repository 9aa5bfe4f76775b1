"use client";

import { ArrowRight, ChevronsLeft } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { ButtonLink } from "./button.tsx";

interface CursorPagerProps {
  /** As the list answered it; null at the end. */
  nextCursor: string | null;
  /** Such as "25 APIs". */
  shown: string;
}

/** Goes on through the address (`?cursor=…`): the browser's own Back leads to the page before. */
export function CursorPager({ nextCursor, shown }: CursorPagerProps) {
  const pathname = usePathname();
  const parameters = useSearchParams();
  const isFirst = !parameters.has("cursor");

  function pageAt(cursor: string | null): string {
    const query = new URLSearchParams(parameters);
    if (cursor === null) query.delete("cursor");
    else query.set("cursor", cursor);
    return query.size === 0 ? pathname : `${pathname}?${query}`;
  }

  return (
    <nav aria-label="Pages" className="flex min-h-8 flex-wrap items-center justify-between gap-3 pt-3">
      <p className="text-faint text-tiny tabular-nums">{shown}</p>
      <div className="flex gap-2">
        {!isFirst && (
          <ButtonLink size="small" href={pageAt(null)}>
            <ChevronsLeft aria-hidden /> First page
          </ButtonLink>
        )}
        {nextCursor !== null && (
          <ButtonLink size="small" href={pageAt(nextCursor)}>
            Next page <ArrowRight aria-hidden />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
