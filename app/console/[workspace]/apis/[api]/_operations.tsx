import { OperationTable } from "#components/apis/operation-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { plainNumber } from "#components/ui/number-format.ts";
import { listOperationsInput } from "#lib/catalog/input.ts";
import type { RevisionPlace } from "#lib/catalog/place.ts";
import { listOperations } from "#lib/catalog/read.ts";
import type { RevisionView } from "#lib/catalog/view.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";

interface OperationListProps {
  place: RevisionPlace;
  revision: RevisionView;
  searchParams: SearchParams;
}

/** One page of the operations of a revision, searched through the address. */
export async function OperationList({ place, revision, searchParams }: OperationListProps) {
  if (revision.document === null) {
    return (
      <Card>
        <EmptyState title="No description">Every method and path below the base path goes to the backend.</EmptyState>
      </Card>
    );
  }
  const input = await searchOf(listOperationsInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listOperations(ctx, place, input));
  return (
    <>
      <div className="mb-3.5">
        <FilterBar searchLabel="Search operations" />
      </div>
      <OperationTable operations={items} withPolicies={new Set(Object.keys(revision.operationPolicies))} />
      <CursorPager
        nextCursor={nextCursor}
        shown={`${items.length} of ${plainNumber(revision.operations)} ${revision.operations === 1 ? "operation" : "operations"}`}
      />
    </>
  );
}
