import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { CatalogFacets } from "#components/catalog/catalog-facets.tsx";
import { CatalogHit } from "#components/catalog/catalog-hit.tsx";
import { CatalogSearch } from "#components/catalog/catalog-search.tsx";
import { SortLinks } from "#components/catalog/sort-links.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { plainNumber } from "#components/ui/number-format.ts";
import { type ListCatalogInput, listCatalogInput } from "#lib/catalog/input.ts";
import { listCatalogHits, readCatalogFacets } from "#lib/catalog/portal.ts";
import { CATALOG_PATH } from "#lib/client/portal-paths.ts";
import { read } from "../../_reader/read.ts";

export const metadata: Metadata = {
  title: "Catalogue",
  description: "All APIs: search them and their operations, filter by category, life cycle, access and tag.",
  alternates: { canonical: CATALOG_PATH },
};

interface CatalogPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CatalogPage({ searchParams }: CatalogPageProps) {
  const input = toInput(await searchParams);
  const [page, found] = await Promise.all([
    read((ctx) => listCatalogHits(ctx, input)),
    read((ctx) => readCatalogFacets(ctx, input)),
  ]);
  const { search } = input;
  const hrefOf = (member: keyof ListCatalogInput, value: string | undefined) => pathOf({ ...input, [member]: value });
  const filterCount = facetMembers.filter((member) => input[member] !== undefined).length;

  return (
    <PortalPage>
      <div className="flex flex-col gap-3.5 pb-[26px]">
        <h1>Find an API</h1>
        <CatalogSearch initial={search} isLive />
        <p aria-live="polite" className="text-small text-soft">
          {search ? (
            <>
              {counted(found.total, "API")} and {counted(found.operations, "operation")}
              {found.operations >= 1_000 && " or more"} match <b className="font-[620] text-ink">{search}</b>
            </>
          ) : (
            counted(found.total, "API")
          )}
        </p>
      </div>
      <div className="grid gap-x-9 gap-y-5 md:grid-cols-[208px_minmax(0,1fr)]">
        <aside aria-label="Filters">
          <div className="max-md:hidden">
            <CatalogFacets facets={found.facets} chosen={input} hrefOf={hrefOf} />
          </div>
          <details className="md:hidden">
            <summary className="cursor-pointer rounded-chip font-[550] text-small">
              Filters{filterCount > 0 && ` · ${filterCount} on`}
            </summary>
            <div className="pt-3">
              <CatalogFacets facets={found.facets} chosen={input} hrefOf={hrefOf} />
            </div>
          </details>
        </aside>
        <div className="min-w-0">
          <div className="mb-2 flex justify-end">
            <SortLinks
              orders={search ? orders : orders.filter(({ value }) => value !== "relevance")}
              chosen={input.sort ?? (search ? "relevance" : "name")}
              hrefOf={(value) => hrefOf("sort", value)}
            />
          </div>
          <section aria-label="APIs" className="overflow-hidden rounded-card border border-line bg-surface">
            {page.items.length === 0 ? (
              <NothingFound isFiltered={filterCount > 0} search={search} />
            ) : (
              <ul>
                {page.items.map((entry) => (
                  <CatalogHit key={`${entry.workspace.slug} ${entry.slug}`} entry={entry} search={search} />
                ))}
              </ul>
            )}
          </section>
          <CursorPager nextCursor={page.nextCursor} shown={counted(page.items.length, "API")} />
        </div>
      </div>
    </PortalPage>
  );
}

function NothingFound({ isFiltered, search }: { isFiltered: boolean; search: string | undefined }) {
  if (!isFiltered && !search) {
    return <EmptyState title="Nothing is published yet">As soon as an API goes live, it stands here.</EmptyState>;
  }
  return (
    <EmptyState
      title={search ? `Nothing matches “${search}”` : "No API is left with these filters"}
      icon={<SearchX />}
      action={
        <>
          {isFiltered && (
            <ButtonLink href={search ? pathOf({ search }) : CATALOG_PATH}>Take the filters off</ButtonLink>
          )}
          {search && <ButtonLink href={CATALOG_PATH}>Show all APIs</ButtonLink>}
        </>
      }
    >
      Fewer or other words find more. The search looks into names, tags, descriptions and operations.
    </EmptyState>
  );
}

const facetMembers = ["category", "tag", "protocol", "lifecycle", "plan"] as const;

const orders = [
  { value: "relevance", label: "Best match" },
  { value: "name", label: "Name" },
  { value: "newest", label: "Newest" },
];

/** What the address says, member by member: a word that it got wrong is left out, not the whole question. */
function toInput(parameters: Record<string, string | string[] | undefined>): ListCatalogInput {
  const { q, ...rest } = parameters;
  const asked = {
    ...rest,
    search: typeof q === "string" ? q.replaceAll("\0", "").slice(0, 100).trim() || undefined : undefined,
  };
  const { shape } = listCatalogInput;
  const known = Object.entries(asked).filter(([name, value]) => {
    const member = Object.hasOwn(shape, name) ? shape[name as keyof typeof shape] : undefined;
    return typeof value === "string" && !value.includes("\0") && member?.safeParse(value).success;
  });
  return listCatalogInput.parse({ ...Object.fromEntries(known), limit: 25 });
}

function pathOf({ search, cursor: _cursor, limit: _limit, ...rest }: Partial<ListCatalogInput>): string {
  const query = new URLSearchParams();
  if (search) query.set("q", search);
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `${CATALOG_PATH}?${query}` : CATALOG_PATH;
}

function counted(count: number, noun: string): string {
  return `${plainNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
