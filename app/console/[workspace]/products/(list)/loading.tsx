import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton title="Products" description="What developers subscribe to: APIs bundled, with plans." />;
}
