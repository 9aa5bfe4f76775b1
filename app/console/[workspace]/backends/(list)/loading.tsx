import { ConsolePage } from "#components/shell/console-page.tsx";
import { Skeleton, TableSkeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <ConsolePage title="Backends">
      <Skeleton className="mb-3.5 h-8 w-72" />
      <TableSkeleton label="The backends are on their way" />
    </ConsolePage>
  );
}
