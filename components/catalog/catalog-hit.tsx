import Link from "next/link";
import type { CatalogEntryView, CatalogOperationView } from "#lib/catalog/portal-view.ts";
import { apiPath, operationPath } from "#lib/client/portal-paths.ts";
import { Badge } from "../ui/badge.tsx";
import { MethodChip } from "../ui/method-chip.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { Time } from "../ui/time.tsx";
import { accessWords } from "./access-words.ts";
import { ApiMark } from "./api-mark.tsx";
import { Marked } from "./marked.tsx";

interface CatalogHitProps {
  entry: CatalogEntryView & { hits: CatalogOperationView[] };
  search: string | undefined;
}

/** One API in the catalogue, with those of its operations that were searched for. */
export function CatalogHit({ entry, search }: CatalogHitProps) {
  const { workspace, slug, name, summary, category, operations, access, hits } = entry;
  const version = entry.versions.find(({ isDefault }) => isDefault) ?? entry.versions[0];
  return (
    <li className="grid grid-cols-[40px_minmax(0,1fr)] gap-x-3.5 gap-y-1 border-line border-b px-4 py-[18px] last:border-0 sm:px-5">
      <span className="row-span-3">
        <ApiMark name={name} />
      </span>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h2 className="min-w-0 break-words">
          <Link href={apiPath(workspace.slug, slug)} className="rounded-chip hover:underline">
            <Marked text={name} search={search} />
          </Link>
        </h2>
        {version && (
          <Badge tone={version.state === "deprecated" ? "warn" : "good"}>
            {version.name}
            {version.state === "deprecated" && " · deprecated"}
          </Badge>
        )}
        {access.map((way) => (
          <Badge key={way} isPlain>
            {accessWords[way]}
          </Badge>
        ))}
      </div>
      {summary && (
        <p className="col-start-2 line-clamp-2 break-words text-soft">
          <Marked text={summary} search={search} />
        </p>
      )}
      <p className="col-start-2 text-faint text-tiny tabular-nums">
        {[category, workspace.name, `${plainNumber(operations)} operations`].filter(Boolean).join(" · ")}
        {" · changed "}
        <Time at={entry.updatedAt} form="since" />
      </p>
      {hits.length > 0 && (
        <ul aria-label={`Operations of ${name} that match`} className="col-start-2 mt-2 grid gap-[5px]">
          {hits.map((hit) => (
            <li key={`${hit.version} ${hit.key}`}>
              <Link
                href={operationPath(hit.workspace, hit.api.slug, hit.version, hit.key)}
                prefetch={false}
                className="group flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 rounded-chip text-small"
              >
                <MethodChip method={hit.method} />
                <code className="min-w-0 break-all group-hover:underline">
                  <Marked text={hit.template} search={search} />
                </code>
                <span className="line-clamp-1 min-w-0 text-soft">
                  <Marked text={hit.summary} search={search} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
