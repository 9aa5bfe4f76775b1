import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { consolePaths } from "#components/apis/api-paths.ts";
import { FindingList } from "#components/imports/finding-list.tsx";
import { ImportProgress } from "#components/imports/import-progress.tsx";
import { ImportBadge, importName } from "#components/imports/import-state.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { importParams } from "#lib/imports/input.ts";
import { readImport } from "#lib/imports/read.ts";
import type { ImportView } from "#lib/imports/view.ts";
import { read } from "../../../../_reader/read.ts";
import type { SearchParams } from "../../../../_reader/search.ts";
import { Imported } from "./_imported.tsx";

export const metadata: Metadata = { title: "Import" };

interface ImportPageProps {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: SearchParams;
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const { workspace, id } = await params;
  if (!importParams.safeParse({ slug: workspace, id }).success) notFound();
  const found = await read((ctx) => readImport(ctx, workspace, id));
  return (
    <ConsolePage
      title={importName(found)}
      badges={<ImportBadge state={found.state} />}
      crumbs={[
        { label: "APIs", href: consolePaths.apis(workspace) },
        { label: "Import", href: consolePaths.imports(workspace) },
        { label: importName(found) },
      ]}
    >
      {found.state === "failed" && <Failed workspace={workspace} found={found} />}
      {found.state === "done" && found.document && (
        <Imported workspace={workspace} found={found} document={found.document} searchParams={searchParams} />
      )}
      {(found.state === "queued" || found.state === "running") && (
        <div className="max-w-[46rem]">
          <ImportProgress workspace={workspace} initial={found} />
        </div>
      )}
    </ConsolePage>
  );
}

function Failed({ workspace, found: { problem, target } }: { workspace: string; found: ImportView }) {
  const again = target
    ? consolePaths.importInto(workspace, target.api, target.version)
    : consolePaths.imports(workspace);
  return (
    <div className="flex max-w-[56rem] flex-col gap-4">
      <Banner
        tone="bad"
        title="It could not be read"
        action={
          <ButtonLink size="small" href={again}>
            Bring it again
          </ButtonLink>
        }
      >
        {problem?.detail}
      </Banner>
      {problem !== null && problem.errors.length > 0 && (
        <Card title="What is wrong, and where">
          <FindingList findings={problem.errors} />
        </Card>
      )}
    </div>
  );
}
