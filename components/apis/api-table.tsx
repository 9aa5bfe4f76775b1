import type { ApiView } from "#lib/catalog/view.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import type { SortState } from "../ui/sort-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { consolePaths } from "./api-paths.ts";
import { VersionBadge } from "./version-badge.tsx";

export function ApiTable({ apis, sort }: { apis: ApiView[]; sort: SortState }) {
  return (
    <Table
      caption="APIs"
      columns={columns}
      rows={apis}
      keyOf={({ id }) => id}
      sort={sort}
      empty={<EmptyState title="No API fits">Try other words, or clear the filters.</EmptyState>}
    />
  );
}

const columns: Column<ApiView>[] = [
  { id: "name", header: "API", isSortable: true, cell: (api) => <Name api={api} /> },
  {
    id: "path",
    header: "Base path",
    hideBelow: "md",
    cell: ({ basePath }) => <code className="break-all">{basePath}</code>,
  },
  { id: "versions", header: "Versions", cell: ({ versions }) => <Versions versions={versions} /> },
  {
    id: "visibility",
    header: "Seen by",
    hideBelow: "lg",
    cell: ({ visibility }) => <span className="text-small text-soft">{seenBy[visibility]}</span>,
  },
  {
    id: "created",
    header: "Created",
    hideBelow: "lg",
    align: "end",
    isSortable: true,
    cell: ({ createdAt }) => (
      <span className="text-small text-soft">
        <Time at={createdAt} form="since" />
      </span>
    ),
  },
];

export const seenBy: Record<ApiView["visibility"], string> = {
  public: "everybody",
  "signed-in": "who is signed in",
  restricted: "chosen groups",
};

function Name({ api }: { api: ApiView }) {
  return (
    <div className="min-w-36 max-w-[26rem]">
      <RowLink href={consolePaths.api(api.workspace, api.slug)}>{api.name}</RowLink>
      {api.archivedAt && (
        <span className="ml-2">
          <Badge>archived</Badge>
        </span>
      )}
      <p className="line-clamp-1 wrap-anywhere text-faint text-small">{api.summary || api.slug}</p>
    </div>
  );
}

function Versions({ versions }: Pick<ApiView, "versions">) {
  if (versions.length === 0) return <span className="text-faint text-small">none yet</span>;
  const shown = versions.slice(-VERSIONS_SHOWN).reverse();
  return (
    <ul className="flex flex-col gap-1">
      {shown.map(({ id, name, state }) => (
        <li key={id} className="flex items-center gap-2">
          <span className="text-small tabular-nums">{name}</span>
          <VersionBadge state={state} />
        </li>
      ))}
      {versions.length > shown.length && (
        <li className="text-faint text-tiny">and {versions.length - shown.length} more</li>
      )}
    </ul>
  );
}

const VERSIONS_SHOWN = 3;
