import { Braces, Plus } from "lucide-react";
import type { Metadata } from "next";
import { kinds } from "#components/named-values/kinds.ts";
import { NewNamedValueForm } from "#components/named-values/named-value-form.tsx";
import { NamedValueTable } from "#components/named-values/named-value-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { AddressDialog } from "#components/ui/address-dialog.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { listNamedValuesInput } from "#lib/policies/input.ts";
import { listNamedValues } from "#lib/policies/read-named-values.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Named values" };

interface NamedValuesPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function NamedValuesPage({ params, searchParams }: NamedValuesPageProps) {
  const { workspace } = await params;
  const input = await searchOf(listNamedValuesInput, searchParams);
  const [{ items, nextCursor }, permissions] = await Promise.all([
    read((ctx) => listNamedValues(ctx, workspace, input)),
    workspacePermissions(workspace),
  ]);
  const isEmpty = items.length === 0 && !input.search && !input.kind && !input.cursor;
  return (
    <ConsolePage
      title="Named values"
      description="What policies write as {{name}}: texts, secrets, and what gateways read beside them."
      actions={
        permissions.has("named-value.change") && (
          <AddressDialog
            parameter="new"
            title="Add a named value"
            size="medium"
            trigger={
              <>
                <Plus aria-hidden /> Add a value
              </>
            }
          >
            <NewNamedValueForm workspace={workspace} />
          </AddressDialog>
        )
      }
    >
      {isEmpty ? (
        <Card>
          <EmptyState title="No named value yet" icon={<Braces />}>
            Keep a secret or a setting here once, and name it in policies.
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className="mb-3.5">
            <FilterBar searchLabel="Search named values" filters={filters} />
          </div>
          <NamedValueTable workspace={workspace} values={items} />
          <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 value" : `${items.length} values`} />
        </>
      )}
    </ConsolePage>
  );
}

const filters = [
  {
    key: "kind",
    label: "Kind",
    options: Object.entries(kinds).map(([value, { label }]) => ({ value, label })),
  },
];
