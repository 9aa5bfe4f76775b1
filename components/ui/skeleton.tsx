import clsx from "clsx";

/** Holds the place of what is on its way; give it the size that the thing will have. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("block animate-pulse rounded-control bg-line", className ?? "h-4 w-full")}
    />
  );
}

/** The place of a table with as many rows as the page usually has. */
export function TableSkeleton({ rows = 5, label }: { rows?: number | undefined; label: string }) {
  return (
    <div role="status" className="overflow-hidden rounded-card border border-line bg-surface">
      <span className="sr-only">{label}</span>
      <div className="h-[38px] border-line border-b" />
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-[61px] items-center gap-6 border-line border-b px-3.5 last:border-0">
          <div className="grow space-y-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
          <Skeleton className="h-3.5 w-1/5" />
          <Skeleton className="h-5 w-16 rounded-full" />
        </div>
      ))}
    </div>
  );
}
