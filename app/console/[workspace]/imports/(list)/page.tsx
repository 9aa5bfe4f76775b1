import type { Metadata } from "next";
import { consolePaths } from "#components/apis/api-paths.ts";
import { ImportStart } from "#components/imports/import-start.tsx";
import { ImportTable } from "#components/imports/import-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { versionParams } from "#lib/catalog/input.ts";
import { listImportsInput } from "#lib/imports/input.ts";
import { listImports } from "#lib/imports/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Import an API" };

interface ImportsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function ImportsPage({ params, searchParams }: ImportsPageProps) {
  const { workspace } = await params;
  const { api, version } = await searchParams;
  const parsed = versionParams.safeParse({ slug: workspace, api, version });
  const target = parsed.success ? { api: parsed.data.api, version: parsed.data.version } : undefined;
  const input = await searchOf(listImportsInput, searchParams);
  const [{ items, nextCursor }, permissions] = await Promise.all([
    read((ctx) => listImports(ctx, workspace, input)),
    workspacePermissions(workspace),
  ]);
  return (
    <ConsolePage
      title={target ? `A new description for ${target.api} ${target.version}` : "Import an API"}
      description="It is read and checked in the background. Nothing is created before you have seen what is in it."
      crumbs={[{ label: "APIs", href: consolePaths.apis(workspace) }, { label: "Import" }]}
    >
      <div className="flex max-w-[56rem] flex-col gap-7">
        {permissions.has("import.create") ? (
          <Card>
            <ImportStart workspace={workspace} target={target} />
          </Card>
        ) : (
          <Banner title="Your role may read imports">A publisher or owner of the workspace brings new ones.</Banner>
        )}
        <section>
          <h2 className="mb-2.5">Brought before</h2>
          <ImportTable workspace={workspace} imports={items} />
          <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 import" : `${items.length} imports`} />
        </section>
      </div>
    </ConsolePage>
  );
}
