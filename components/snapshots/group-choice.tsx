"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "../ui/select.tsx";

/** Snapshots are of one group at a time; which one stands in the address. */
export function GroupChoice({ groups, group }: { groups: { slug: string; name: string }[]; group: string }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <Select
      size="small"
      label="Gateway group"
      className="w-auto! max-w-full"
      options={groups.map(({ slug, name }) => ({ value: slug, label: `Group: ${name}` }))}
      value={group}
      onChange={(next) => startTransition(() => router.replace(`?${new URLSearchParams({ group: next })}`))}
    />
  );
}
