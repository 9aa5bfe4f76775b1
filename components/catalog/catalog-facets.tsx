import clsx from "clsx";
import Link from "next/link";
import type { CatalogFacetsView } from "#lib/catalog/portal-view.ts";
import { accessWords, protocolName } from "./access-words.ts";

type Facet = keyof CatalogFacetsView["facets"];

interface CatalogFacetsProps {
  facets: CatalogFacetsView["facets"];
  /** What the address says now. */
  chosen: { [facet in Facet]?: string | undefined };
  /** The address with one facet set, or without it. */
  hrefOf(facet: Facet, value: string | undefined): string;
}

/** The values by which the list can be narrowed, with how many APIs each leaves. Links: they work without script, and Back undoes them. */
export function CatalogFacets({ facets, chosen, hrefOf }: CatalogFacetsProps) {
  const shown = facetList.filter(({ facet }) => facets[facet].length > 1 || chosen[facet] !== undefined);
  return (
    <div className="flex flex-col gap-[22px] text-small">
      {shown.map(({ facet, title, nameOf }) => (
        <section key={facet} aria-label={title}>
          <h2 className="font-semibold text-base tracking-normal">{title}</h2>
          <ul>
            <FacetLink href={hrefOf(facet, undefined)} isOn={chosen[facet] === undefined} name="All" />
            {facets[facet].map(({ value, apis }) => (
              <FacetLink
                key={value}
                href={hrefOf(facet, chosen[facet] === value ? undefined : value)}
                isOn={chosen[facet] === value}
                name={nameOf(value)}
                apis={apis}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function FacetLink({ href, isOn, name, apis }: { href: string; isOn: boolean; name: string; apis?: number }) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        aria-current={isOn ? "true" : undefined}
        className={clsx(
          "flex justify-between gap-3 rounded-chip py-1 hover:text-ink",
          isOn ? "font-[550] text-ink" : "text-soft",
        )}
      >
        <span className="min-w-0 break-words">{name}</span>
        {apis !== undefined && <span className="font-normal text-faint tabular-nums">{apis}</span>}
      </Link>
    </li>
  );
}

const same = (value: string) => value;

const facetList: { facet: Facet; title: string; nameOf(value: string): string }[] = [
  { facet: "category", title: "Category", nameOf: same },
  { facet: "lifecycle", title: "Life cycle", nameOf: (value) => (value === "deprecated" ? "Deprecated" : "Published") },
  { facet: "plan", title: "Access", nameOf: (value) => new Map(Object.entries(accessWords)).get(value) ?? value },
  { facet: "protocol", title: "Protocol", nameOf: protocolName },
  { facet: "tag", title: "Tag", nameOf: same },
];
