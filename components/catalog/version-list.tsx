import Link from "next/link";
import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { apiPath } from "#lib/client/portal-paths.ts";
import { Time } from "../ui/time.tsx";
import { VersionBadge } from "./version-badge.tsx";

/** All versions that are served, the newest first. */
export function VersionList({ api, current }: { api: CatalogApiDetailView; current: string }) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-2">
        Versions
      </h2>
      <ul className="flex flex-col gap-1.5 text-small">
        {api.versions.toReversed().map((version) => (
          <li key={version.name} className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
            <Link
              href={apiPath(api.workspace.slug, api.slug, version.name)}
              aria-current={version.name === current ? "page" : undefined}
              className="rounded-full aria-[current=page]:outline-1 aria-[current=page]:outline-line-strong"
            >
              <VersionBadge version={version} />
            </Link>
            {version.sunsetAt && (
              <span className="text-faint text-tiny">
                ends <Time at={version.sunsetAt} form="day" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
