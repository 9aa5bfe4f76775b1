import Link from "next/link";
import { askedAt, type InboxItem } from "#lib/client/approvals.ts";
import { nameOf } from "../approvals/inbox.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time } from "../ui/time.tsx";

interface WaitingListProps {
  workspace: string;
  count: number;
  /** The oldest of them. */
  items: InboxItem[];
}

export function WaitingList({ workspace, count, items }: WaitingListProps) {
  return (
    <Card
      title="Waits for you"
      isFlush
      actions={
        count > 0 && (
          <ButtonLink size="small" variant="primary" href={`/console/${workspace}/approvals`}>
            Decide on {count}
          </ButtonLink>
        )
      }
    >
      {items.length === 0 ? (
        <EmptyState title="Nothing waits for you">
          Requests and revisions that you may decide on appear here.
        </EmptyState>
      ) : (
        <ul>
          {items.map((item) => (
            <li
              key={item.id}
              className="flex items-center justify-between gap-4 border-line border-b px-5 py-3 last:border-0"
            >
              <span className="min-w-0">
                <Link href={`/console/${workspace}/approvals`} className="block truncate font-[550] hover:underline">
                  {nameOf(item)}
                </Link>
                <span className="block truncate text-faint text-tiny">{wishOf(item)}</span>
              </span>
              <span className="shrink-0 text-faint text-small">
                <Time at={askedAt(item)} form="since" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function wishOf(item: InboxItem): string {
  if (item.kind === "review") return `Publication, by ${item.review.submittedBy?.name ?? "automation"}`;
  const { product, plan, application } = item.request;
  return `${product.name} ${plan.name} for ${application.name}`;
}
