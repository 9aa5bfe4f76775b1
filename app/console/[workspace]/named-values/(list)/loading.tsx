import { ConsolePage } from "#components/shell/console-page.tsx";
import { Skeleton, TableSkeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <ConsolePage title="Named values">
      <Skeleton className="mb-3.5 h-8 w-72" />
      <TableSkeleton label="The named values are on their way" />
    </ConsolePage>
  );
}
