import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export default function Loading() {
  return (
    <ListSkeleton
      title="Named values"
      description="What policies write as {{name}}: texts, secrets, and what gateways read beside them."
    />
  );
}
