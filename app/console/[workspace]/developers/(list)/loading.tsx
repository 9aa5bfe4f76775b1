import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton title="Developers" description="The teams that have asked for something of this workspace." />;
}
