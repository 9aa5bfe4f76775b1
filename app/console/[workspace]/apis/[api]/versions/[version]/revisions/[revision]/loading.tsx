import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingRevision() {
  return (
    <div role="status" className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <span className="sr-only">The revision is on its way</span>
      <Skeleton className="h-72 rounded-card" />
      <Skeleton className="h-56 rounded-card" />
    </div>
  );
}
