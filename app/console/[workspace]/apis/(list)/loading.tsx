import { ConsolePage } from "#components/shell/console-page.tsx";
import { Skeleton, TableSkeleton } from "#components/ui/skeleton.tsx";

export default function LoadingApis() {
  return (
    <ConsolePage title="APIs" description="What this workspace publishes, and what is on its way.">
      <Skeleton className="mb-3.5 h-8 w-72" />
      <TableSkeleton label="APIs are on their way" rows={8} />
    </ConsolePage>
  );
}
