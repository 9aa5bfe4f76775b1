import { OperationTable } from "#components/apis/operation-table.tsx";
import { FindingList } from "#components/imports/finding-list.tsx";
import { NewApiForm } from "#components/imports/new-api-form.tsx";
import { ReimportForm } from "#components/imports/reimport-form.tsx";
import { OperationDiff } from "#components/revisions/operation-diff.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { plainNumber } from "#components/ui/number-format.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { listBackends } from "#lib/backends/read.ts";
import { readBaseRevision } from "#lib/catalog/read.ts";
import { BACKENDS_SHOWN, toBackendOption } from "#lib/client/backend-search.ts";
import { LIMIT_MAX, pageInput } from "#lib/contract/paging.ts";
import { listImportedOperations } from "#lib/imports/read.ts";
import type { ImportView } from "#lib/imports/view.ts";
import { listProducts } from "#lib/products/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

interface ImportedProps {
  workspace: string;
  found: ImportView;
  document: NonNullable<ImportView["document"]>;
  searchParams: SearchParams;
}

/** What is in the description, and what becomes of it. */
export async function Imported({ workspace, found, document, searchParams }: ImportedProps) {
  const permissions = await workspacePermissions(workspace);
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
      <div className="flex min-w-0 flex-col gap-5">
        {found.target && found.changes && (
          <Card title={`What it changes in ${found.target.api} ${found.target.version}`}>
            <OperationDiff changes={found.changes} />
          </Card>
        )}
        {found.target
          ? permissions.has("revision.create") && <Reimport workspace={workspace} found={found} target={found.target} />
          : permissions.has("api.create") && <NewApi workspace={workspace} id={found.id} document={document} />}
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <Card title="What is in it">
          <KeyValueList
            items={[
              { key: "Format", value: formats[document.format] },
              { key: "Version", value: document.info.version || "not said" },
              { key: "Operations", value: plainNumber(document.operations) },
              { key: "Servers", value: <Servers servers={document.info.servers} /> },
              ...(found.url ? [{ key: "Fetched from", value: <span className="break-all">{found.url}</span> }] : []),
            ]}
          />
        </Card>
        <Operations workspace={workspace} id={found.id} total={document.operations} searchParams={searchParams} />
        {document.warnings.length > 0 && (
          <Card
            title={document.warnings.length === 1 ? "1 remark" : `${document.warnings.length} remarks`}
            description="Nothing of this keeps it from being published."
          >
            <ScrollRegion label="Remarks" className="max-h-[36rem] overflow-y-auto">
              <FindingList findings={document.warnings} />
            </ScrollRegion>
          </Card>
        )}
      </div>
    </div>
  );
}

async function Operations({
  workspace,
  id,
  total,
  searchParams,
}: {
  workspace: string;
  id: string;
  total: number;
  searchParams: SearchParams;
}) {
  const input = { ...(await searchOf(pageInput, searchParams)), limit: OPERATIONS_SHOWN };
  const { items, nextCursor } = await read((ctx) => listImportedOperations(ctx, workspace, id, input));
  return (
    <section>
      <h2 className="mb-2.5">Operations</h2>
      <OperationTable operations={items} />
      <CursorPager nextCursor={nextCursor} shown={`${items.length} of ${plainNumber(total)}`} />
    </section>
  );
}

const OPERATIONS_SHOWN = 12;

async function NewApi({
  workspace,
  id,
  document,
}: {
  workspace: string;
  id: string;
  document: ImportedProps["document"];
}) {
  const [{ items: backends }, { items: products }] = await Promise.all([
    read((ctx) => listBackends(ctx, workspace, { limit: BACKENDS_SHOWN })),
    read((ctx) => listProducts(ctx, workspace, { limit: LIMIT_MAX })),
  ]);
  return (
    <NewApiForm
      workspace={workspace}
      importId={id}
      title={document.title}
      server={document.info.servers.find((url) => /^https?:\/\//.test(url)) ?? ""}
      backends={backends.map(toBackendOption)}
      products={products
        .filter(({ state }) => state !== "retired")
        .map(({ slug, name, apis, rowVersion }) => ({ slug, name, apis: apis.map((api) => api.slug), rowVersion }))}
    />
  );
}

async function Reimport({
  workspace,
  found,
  target,
}: {
  workspace: string;
  found: ImportView;
  target: NonNullable<ImportView["target"]>;
}) {
  const base = await read((ctx) => readBaseRevision(ctx, { workspace, ...target }));
  const removed = new Set(found.changes?.removed.map(({ key }) => key));
  const keys = Object.keys(base?.operationPolicies ?? {});
  return (
    <ReimportForm
      place={{ workspace, ...target }}
      importId={found.id}
      kept={keys.filter((key) => !removed.has(key)).length}
      lost={keys.filter((key) => removed.has(key))}
      backend={base?.backend.name ?? ""}
    />
  );
}

function Servers({ servers }: { servers: string[] }) {
  if (servers.length === 0) return "none named";
  return (
    <ul>
      {servers.slice(0, SERVERS_SHOWN).map((url) => (
        <li key={url} className="break-all">
          {url}
        </li>
      ))}
    </ul>
  );
}

const SERVERS_SHOWN = 5;

const formats = { "openapi-3.1": "OpenAPI 3.1", "openapi-3.0": "OpenAPI 3.0", "swagger-2.0": "Swagger 2.0" };
