import { OperationGroups } from "#components/catalog/operation-groups.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { plainNumber } from "#components/ui/number-format.ts";
import { listOperationsInput } from "#lib/catalog/input.ts";
import { listCatalogOperations, listCatalogTags } from "#lib/catalog/portal.ts";
import type { VersionAddress } from "#lib/client/reference.ts";
import { read } from "../_reader/read.ts";

const PAGE_LENGTH = 60;

interface ApiOperationsProps {
  at: VersionAddress;
  total: number;
  parameters: Record<string, string | string[] | undefined>;
}

/** The operations of a version under their tags; thousands are filtered and paged by the server. */
export async function ApiOperations({ at, total, parameters }: ApiOperationsProps) {
  const { q, tag, cursor } = parameters;
  const input = listOperationsInput.parse({
    search: plain(q, 100),
    tag: plain(tag, 100),
    cursor: plain(cursor, 500),
    limit: PAGE_LENGTH,
  });
  const [page, tags] = await Promise.all([
    read((ctx) => listCatalogOperations(ctx, at, input)),
    read((ctx) => listCatalogTags(ctx, at)),
  ]);
  const named = tags.filter((each) => each.tag !== "");
  const filters = [
    {
      key: "tag",
      label: "Tag",
      options: named.map((each) => ({ value: each.tag, label: `${each.tag} (${each.operations})` })),
    },
  ];
  return (
    <section aria-labelledby="operations">
      <h2 id="operations" className="mb-3 scroll-mt-20">
        Operations <span className="font-normal text-faint tabular-nums">{plainNumber(total)}</span>
      </h2>
      {total === 0 ? (
        <p className="text-soft">
          The API has no description: every method and path below its address goes to its backend.
        </p>
      ) : (
        <>
          <div className="mb-4">
            <FilterBar searchLabel="Filter operations" filters={named.length > 1 ? filters : []} />
          </div>
          {page.items.length === 0 ? (
            <div className="rounded-card border border-line bg-surface">
              <EmptyState title="No operation is left">Take the filter off, or look for another word.</EmptyState>
            </div>
          ) : (
            <OperationGroups operations={page.items} at={at} />
          )}
          <CursorPager
            nextCursor={page.nextCursor}
            shown={`${page.items.length} of ${plainNumber(total)} operations`}
          />
        </>
      )}
    </section>
  );
}

/** A text of the address; what cannot be one is as good as none. */
function plain(value: string | string[] | undefined, lengthMax: number): string | undefined {
  if (typeof value !== "string" || value.length > lengthMax || value.includes("\0")) return undefined;
  return value.trim() || undefined;
}
