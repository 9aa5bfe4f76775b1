import { ConsolePage } from "#components/shell/console-page.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <ConsolePage title="Usage" description="Calls to the APIs of this workspace, counted exactly by every gateway.">
      <div role="status">
        <span className="sr-only">Usage: on the way</span>
        <Skeleton className="mb-5 h-8 w-96 max-w-full" />
        <Skeleton className="mb-5 h-24 w-full rounded-card" />
        <Skeleton className="h-80 w-full rounded-card" />
      </div>
    </ConsolePage>
  );
}
