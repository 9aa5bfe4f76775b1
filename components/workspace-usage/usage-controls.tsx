"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type UsageFilter, usageDimensions, usageRanges } from "#lib/client/workspace-usage.ts";
import type { Option } from "../ui/option.ts";
import { Select } from "../ui/select.tsx";

interface UsageControlsProps {
  filter: UsageFilter;
  apis: Option[];
}

/** Range, API and breakdown; all of them in the address. */
export function UsageControls({ filter, apis }: UsageControlsProps) {
  const router = useRouter();
  const pathname = usePathname();
  const parameters = useSearchParams();

  function addressWith(name: string, value: string): string {
    const query = new URLSearchParams(parameters);
    if (value === ANY) query.delete(name);
    else query.set(name, value);
    return query.size === 0 ? pathname : `${pathname}?${query}`;
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <nav aria-label="Range" className="flex flex-wrap rounded-control border border-line-strong bg-surface p-0.5">
        {Object.entries(usageRanges).map(([range, { label }]) => (
          <Link
            key={range}
            href={addressWith("range", range)}
            scroll={false}
            aria-current={range === filter.range ? "true" : undefined}
            className={clsx(
              "rounded-chip px-2.5 py-1 text-small",
              range === filter.range ? "bg-sunken font-[550] text-ink" : "text-soft hover:text-ink",
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Select
        size="small"
        label="API"
        className="w-auto! max-w-full"
        options={[{ value: ANY, label: "API: any" }, ...apis]}
        value={filter.api ?? ANY}
        onChange={(value) => router.push(addressWith("api", value), { scroll: false })}
      />
      <Select
        size="small"
        label="By"
        className="w-auto! max-w-full"
        options={Object.entries(usageDimensions).map(([value, label]) => ({
          value,
          label: value === "api" ? "By API" : `By ${label.toLowerCase()}`,
        }))}
        value={filter.by}
        onChange={(value) => router.push(addressWith("by", value), { scroll: false })}
      />
    </div>
  );
}

const ANY = "*";
