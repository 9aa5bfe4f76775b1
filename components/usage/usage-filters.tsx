"use client";

import { X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { type UsageDimension, type UsageFilter, usageRanges } from "#lib/client/usage.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { Spinner } from "../ui/spinner.tsx";

interface UsageFiltersProps {
  filter: UsageFilter;
  applications: { id: string; name: string }[];
}

/** What is looked at stands in the address: a reload, a bookmark and Back keep it. */
export function UsageFilters({ filter, applications }: UsageFiltersProps) {
  const [isPending, startTransition] = useTransition();
  const [, setState] = useQueryStates(keys, { shallow: false, startTransition, history: "push" });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        size="small"
        label="Time"
        className="w-auto!"
        options={Object.entries(usageRanges).map(([value, { label }]) => ({ value, label }))}
        value={filter.range}
        onChange={(range) => void setState({ range })}
      />
      <Select
        size="small"
        label="Table by"
        className="w-auto!"
        options={dimensions}
        value={filter.by}
        onChange={(by) => void setState({ by })}
      />
      {applications.length > 0 && (
        <Select
          size="small"
          label="Application"
          className="w-auto! max-w-full"
          options={[
            { value: ANY, label: "All applications" },
            ...applications.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filter.application ?? ANY}
          onChange={(application) => void setState({ application: application === ANY ? null : application })}
        />
      )}
      {filter.subscription && (
        <Button size="small" onClick={() => void setState({ subscription: null })}>
          <X aria-hidden /> One subscription only
        </Button>
      )}
      <span role="status" className="text-faint">
        {isPending && (
          <>
            <Spinner /> <span className="sr-only">Loading</span>
          </>
        )}
      </span>
    </div>
  );
}

const ANY = "*";
const keys = { range: parseAsString, by: parseAsString, application: parseAsString, subscription: parseAsString };

const dimensions: { value: UsageDimension; label: string }[] = [
  { value: "api", label: "By API" },
  { value: "operation", label: "By operation" },
  { value: "status", label: "By status" },
  { value: "application", label: "By application" },
];
