"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";

export interface SortState {
  by: string;
  direction: "asc" | "desc";
}

/** Sorts by a column through the address (`?sort=name`, `?sort=-name`), from the first page on. */
export function SortLink({ id, label, sort }: { id: string; label: string; sort: SortState }) {
  const pathname = usePathname();
  const parameters = useSearchParams();
  const isSorted = sort.by === id;
  const next = isSorted && sort.direction === "asc" ? `-${id}` : id;
  const query = new URLSearchParams(parameters);
  query.set("sort", next);
  query.delete("cursor");
  const Icon = isSorted ? (sort.direction === "asc" ? ArrowUp : ArrowDown) : ChevronsUpDown;

  return (
    <Link
      href={`${pathname}?${query}`}
      scroll={false}
      prefetch={false}
      className="-mx-1 inline-flex items-center gap-1 rounded-chip px-1 hover:text-ink"
    >
      {label}
      <Icon aria-hidden className={isSorted ? "size-3.5 text-ink" : "size-3.5"} />
    </Link>
  );
}
