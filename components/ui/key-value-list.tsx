import type { ReactNode } from "react";

interface KeyValueListProps {
  items: { key: string; value: ReactNode }[];
}

export function KeyValueList({ items }: KeyValueListProps) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,7rem)_minmax(0,1fr)] gap-x-3 gap-y-2 text-small">
      {items.map(({ key, value }) => (
        <div key={key} className="contents">
          <dt className="text-faint">{key}</dt>
          <dd className="wrap-anywhere min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
