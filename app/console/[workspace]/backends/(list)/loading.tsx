import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export default function Loading() {
  return (
    <ListSkeleton title="Backends" description="Where gateways send the calls. One backend can serve many APIs." />
  );
}
