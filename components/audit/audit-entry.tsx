import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { AuditView } from "#lib/audit/view.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { Time } from "../ui/time.tsx";
import { DifferenceTable } from "./difference-table.tsx";

/** One line of the log, which opens to everything that the entry holds; without a script as well. */
export function AuditEntry({ entry, path }: { entry: AuditView; path: string }) {
  return (
    <details className="group border-line border-b last:border-b-0">
      <summary className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 px-3.5 py-[11px] hover:bg-sunken/60 focus-visible:-outline-offset-2 md:grid-cols-[auto_9.5rem_minmax(0,10rem)_minmax(0,12rem)_minmax(0,1fr)]">
        <ChevronRight
          aria-hidden
          className="size-4 text-faint transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <span className="text-small text-soft max-md:col-start-2">
          <Time at={entry.at} />
        </span>
        <span className="truncate font-[550] max-md:col-start-2 max-md:row-start-1">{actorName(entry)}</span>
        <code className="truncate text-small max-md:col-start-2">{entry.action}</code>
        <span className="min-w-0 truncate max-md:col-start-2">
          {entry.subjectName ?? `${entry.subjectType} ${shortId(entry)}`}
          {entry.note && <span className="text-small text-soft"> · {entry.note}</span>}
        </span>
      </summary>
      <div className="grid gap-4 px-3.5 pt-1 pb-4 md:pl-11 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <KeyValueList items={factsOf(entry, path)} />
        <DifferenceTable before={entry.before} after={entry.after} />
      </div>
    </details>
  );
}

function factsOf(entry: AuditView, path: string) {
  const { subjectType, subjectId, subjectName } = entry;
  const query = new URLSearchParams({ subjectType, subjectId });
  return [
    { key: "Entry", value: entry.id },
    { key: "Who", value: `${actorName(entry)}${kinds[entry.actor.kind] ?? ""}` },
    {
      key: "Subject",
      value: (
        <>
          {subjectType} {subjectName}
          <code className="block break-all text-tiny">{subjectId}</code>
          <Link href={`${path}?${query}`} className="text-accent underline">
            Everything about it
          </Link>
        </>
      ),
    },
    ...(entry.note ? [{ key: "Note", value: entry.note }] : []),
    ...(entry.address ? [{ key: "Address", value: entry.address }] : []),
    {
      key: "Request",
      value: (
        <>
          <code className="break-all text-tiny">{entry.requestId}</code>{" "}
          <CopyButton text={entry.requestId} label="Copy request id" isIconOnly />
        </>
      ),
    },
  ];
}

/** Who is no person says what it is. */
const kinds: Record<string, string> = { system: " (Gatehouse itself)", service: " (service token)" };

function actorName({ actor }: AuditView): string {
  return actor.name || "Nobody signed in";
}

function shortId({ subjectId }: AuditView): string {
  return subjectId.slice(-6);
}
