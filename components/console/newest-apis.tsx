import Link from "next/link";
import type { ApiView } from "#lib/catalog/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time } from "../ui/time.tsx";

export function NewestApis({ workspace, apis }: { workspace: string; apis: ApiView[] }) {
  return (
    <Card
      title="Newest APIs"
      isFlush
      actions={
        <ButtonLink size="small" href={`/console/${workspace}/apis`}>
          All APIs
        </ButtonLink>
      }
    >
      {apis.length === 0 ? (
        <EmptyState title="No API yet">
          Import a description: it is read, checked and shown before anything is saved.
        </EmptyState>
      ) : (
        <ul>
          {apis.map(({ slug, name, basePath, versions, createdAt }) => (
            <li
              key={slug}
              className="flex items-center justify-between gap-4 border-line border-b px-5 py-3 last:border-0"
            >
              <span className="min-w-0">
                <Link href={`/console/${workspace}/apis/${slug}`} className="block truncate font-[550] hover:underline">
                  {name}
                </Link>
                <span className="block truncate text-faint text-tiny">
                  <code>{basePath}</code> · {stateOf(versions)}
                </span>
              </span>
              <span className="shrink-0 text-faint text-small">
                <Time at={createdAt} form="since" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function stateOf(versions: ApiView["versions"]): string {
  const live = versions.filter(({ liveRevision }) => liveRevision !== null).map(({ name }) => name);
  return live.length === 0 ? "nothing live yet" : `live: ${live.join(", ")}`;
}
