import { ConsolePage } from "#components/shell/console-page.tsx";
import { Skeleton, TableSkeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <ConsolePage title="Import an API">
      <Skeleton className="mb-3.5 h-8 w-72" />
      <TableSkeleton label="The imports are on their way" />
    </ConsolePage>
  );
}
