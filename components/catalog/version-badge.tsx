import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { Badge } from "../ui/badge.tsx";

type Version = CatalogApiDetailView["versions"][number];

export function VersionBadge({ version }: { version: Version }) {
  if (version.state === "deprecated") return <Badge tone="warn">{version.name} · deprecated</Badge>;
  return (
    <Badge tone="good">
      {version.name}
      {version.isDefault && " · current"}
    </Badge>
  );
}
