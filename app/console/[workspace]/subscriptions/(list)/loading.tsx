import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export default function Loading() {
  return (
    <ListSkeleton title="Subscriptions" description="Who may call what: every application's plans, in every state." />
  );
}
