import { ScrollText, X } from "lucide-react";
import type { AuditChoices, AuditView } from "#lib/audit/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { CursorPager } from "../ui/cursor-pager.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { AuditFilters } from "./audit-filters.tsx";

interface AuditLogProps {
  /** The page that it stands on. */
  path: string;
  page: { items: AuditView[]; nextCursor: string | null };
  choices: AuditChoices;
  /** The one thing that everything shown is about. */
  subjectId: string | undefined;
  isFiltered: boolean;
}

export function AuditLog({ path, page, choices, subjectId, isFiltered }: AuditLogProps) {
  const { items, nextCursor } = page;
  const subject = subjectId && (items.find((entry) => entry.subjectName)?.subjectName ?? subjectId);
  return (
    <>
      <AuditFilters choices={choices} />
      {subject && (
        <p className="mt-3 flex flex-wrap items-center gap-2 text-small">
          Everything about <b className="font-[550] [overflow-wrap:anywhere]">{subject}</b>
          <ButtonLink href={path} size="small" variant="quiet">
            <X aria-hidden /> Show the whole log
          </ButtonLink>
        </p>
      )}
      <Card isFlush className="mt-3.5">
        {items.length === 0 ? (
          <EmptyState title={isFiltered ? "Nothing matches" : "Nothing has happened yet"} icon={<ScrollText />}>
            {isFiltered
              ? "Choose a longer time or fewer filters."
              : "Every change that anybody makes is written down here, with what was before and after."}
          </EmptyState>
        ) : (
          items.map((entry) => <AuditEntry key={entry.id} entry={entry} path={path} />)
        )}
      </Card>
      <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 entry" : `${items.length} entries`} />
    </>
  );
}
