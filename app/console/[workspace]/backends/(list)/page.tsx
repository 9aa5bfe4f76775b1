import { Plus, Server } from "lucide-react";
import type { Metadata } from "next";
import { NewBackendForm } from "#components/backends/backend-form.tsx";
import { BackendTable } from "#components/backends/backend-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { AddressDialog } from "#components/ui/address-dialog.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { listBackendsInput } from "#lib/backends/input.ts";
import { listBackends } from "#lib/backends/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Backends" };

interface BackendsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function BackendsPage({ params, searchParams }: BackendsPageProps) {
  const { workspace } = await params;
  const input = await searchOf(listBackendsInput, searchParams);
  const [{ items, nextCursor }, permissions] = await Promise.all([
    read((ctx) => listBackends(ctx, workspace, input)),
    workspacePermissions(workspace),
  ]);
  const isEmpty = items.length === 0 && !input.search && !input.cursor;
  return (
    <ConsolePage
      title="Backends"
      description="Where gateways send the calls. One backend can serve many APIs."
      actions={
        permissions.has("backend.change") && (
          <AddressDialog
            parameter="new"
            title="Add a backend"
            size="medium"
            trigger={
              <>
                <Plus aria-hidden /> Add a backend
              </>
            }
          >
            <NewBackendForm workspace={workspace} />
          </AddressDialog>
        )
      }
    >
      {isEmpty ? (
        <Card>
          <EmptyState title="No backend yet" icon={<Server />}>
            Add the service that answers the calls of your APIs; importing an API can do it on the way.
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className="mb-3.5">
            <FilterBar searchLabel="Search backends" />
          </div>
          <BackendTable workspace={workspace} backends={items} />
          <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 backend" : `${items.length} backends`} />
        </>
      )}
    </ConsolePage>
  );
}
