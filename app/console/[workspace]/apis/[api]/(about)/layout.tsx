import type { Metadata } from "next";
import type { ReactNode } from "react";
import { consolePaths } from "#components/apis/api-paths.ts";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { workspacePermissions } from "../../../../_frame/workspace-permissions.ts";
import { apiOf } from "../_read.ts";

interface ApiLayoutProps {
  params: Promise<{ workspace: string; api: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: ApiLayoutProps): Promise<Metadata> {
  const { workspace, api } = await params;
  return { title: (await apiOf(workspace, api)).name };
}

export default async function ApiLayout({ params, children }: ApiLayoutProps) {
  const { workspace, api: slug } = await params;
  const [api, permissions] = await Promise.all([apiOf(workspace, slug), workspacePermissions(workspace)]);
  const here = consolePaths.api(workspace, slug);
  return (
    <ConsolePage
      title={api.name}
      badges={api.archivedAt ? <Badge>archived</Badge> : <Badge isPlain>{api.protocol}</Badge>}
      description={api.summary}
      crumbs={[{ label: "APIs", href: consolePaths.apis(workspace) }, { label: api.name }]}
    >
      <TabLinks
        label={`Sections of ${api.name}`}
        links={[
          { href: here, label: "Overview" },
          { href: `${here}/operations`, label: "Operations" },
          { href: `${here}/revisions`, label: "Revisions" },
          { href: `${here}/versions`, label: "Versions", count: api.versions.length },
          ...(permissions.has("trace.read") ? [{ href: `${here}/traces`, label: "Traces" }] : []),
          { href: `${here}/settings`, label: "Settings" },
        ]}
      />
      <div className="pt-5">{children}</div>
    </ConsolePage>
  );
}
