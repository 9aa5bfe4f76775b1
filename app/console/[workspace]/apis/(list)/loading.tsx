import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton title="APIs" description="What this workspace publishes, and what is on its way." />;
}
