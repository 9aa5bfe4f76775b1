"use client";

import { parseAsString, useQueryState } from "nuqs";
import { Select } from "../ui/select.tsx";

/** With which other revision of the version this one is compared, in the address. */
export function CompareSwitch({
  revisions,
  current,
}: {
  revisions: { number: number; state: string }[];
  current: number;
}) {
  const [, setAgainst] = useQueryState("against", parseAsString.withOptions({ shallow: false, scroll: false }));
  return (
    <Select
      label="Compare with"
      size="small"
      className="w-auto!"
      options={revisions.map(({ number, state }) => ({
        value: String(number),
        label: `Against revision ${number}${state === "live" ? " (live)" : ""}`,
      }))}
      value={String(current)}
      onChange={(value) => void setAgainst(value)}
    />
  );
}
