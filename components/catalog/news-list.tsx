import Link from "next/link";
import type { CatalogNewsView } from "#lib/catalog/portal-view.ts";
import { apiPath } from "#lib/client/portal-paths.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time } from "../ui/time.tsx";

/** What went live last, the latest first. */
export function NewsList({ news }: { news: CatalogNewsView[] }) {
  if (news.length === 0) {
    return (
      <div className="rounded-card border border-line bg-surface">
        <EmptyState title="Nothing is published yet">The first API that goes live stands here.</EmptyState>
      </div>
    );
  }
  return (
    <ul className="overflow-hidden rounded-card border border-line bg-surface">
      {news.map(({ workspace, api, version, kind, isDeprecated, at }) => (
        <li key={`${workspace} ${api.slug} ${version}`} className="border-line border-b last:border-0">
          <Link
            href={apiPath(workspace, api.slug, version)}
            className="flex flex-col gap-0.5 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <span className="flex min-w-0 flex-wrap items-center gap-2">
              <span className="min-w-0 break-words font-[550]">{api.name}</span>
              <span className="text-faint text-tiny">{version}</span>
              <Badge isPlain tone={isDeprecated ? "warn" : kind === "new" ? "good" : "info"}>
                {isDeprecated ? "Deprecated" : kind === "new" ? "New" : "Changed"}
              </Badge>
              <span className="ml-auto text-faint text-tiny">
                <Time at={at} form="since" />
              </span>
            </span>
            {api.summary && <span className="line-clamp-2 text-small text-soft">{api.summary}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
