import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import type { OperationView } from "#lib/catalog/view.ts";
import { apiPath, CATALOG_PATH } from "#lib/client/portal-paths.ts";
import { DeprecationBanner } from "../catalog/deprecation-banner.tsx";
import { VersionBadge } from "../catalog/version-badge.tsx";
import { Badge } from "../ui/badge.tsx";
import { Breadcrumb } from "../ui/breadcrumb.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { MethodChip } from "../ui/method-chip.tsx";

interface OperationHeadProps {
  api: CatalogApiDetailView;
  version: CatalogApiDetailView["versions"][number];
  operation: OperationView;
  title: string;
  base: string;
}

/** Where one is, what the operation is called, and the address that is called. */
export function OperationHead({ api, version, operation, title, base }: OperationHeadProps) {
  const { workspace, slug } = api;
  const [tag] = operation.tags;
  const page = apiPath(workspace.slug, slug, version.name);
  const address = `${base}${operation.template}`;
  return (
    <header>
      <Breadcrumb
        crumbs={[
          { label: "Catalogue", href: CATALOG_PATH },
          { label: `${api.name} ${version.name}`, href: page },
          ...(tag === undefined ? [] : [{ label: tag, href: `${page}?${new URLSearchParams({ tag })}#operations` }]),
        ]}
      />
      <div className="mt-2 flex flex-wrap items-center gap-2.5">
        <h1 className="min-w-0 [overflow-wrap:anywhere]">{title}</h1>
        <VersionBadge version={version} />
        {operation.deprecated && <Badge tone="warn">Deprecated</Badge>}
      </div>
      <p className="mt-3 mb-4 flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <MethodChip method={operation.method} />
        <code className="min-w-0 break-all">{address}</code>
        <CopyButton text={address} label="Copy address" isIconOnly />
      </p>
      <div className="mb-4 empty:hidden">
        <DeprecationBanner
          version={version}
          successorHref={version.successor ? apiPath(workspace.slug, slug, version.successor) : undefined}
          guideHref={version.migrationGuide ? `${page}#migration` : undefined}
        />
      </div>
    </header>
  );
}
