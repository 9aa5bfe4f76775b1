import { ChevronRight } from "lucide-react";
import type { VersionAddress } from "#lib/client/reference.ts";
import type { ReferenceAnswer } from "#lib/reference/view.ts";
import { Badge } from "../ui/badge.tsx";
import { BriefText } from "../ui/brief-text.tsx";
import { ContentList } from "./content-list.tsx";
import { SchemaFacts, SchemaType } from "./schema-facts.tsx";
import { statusTone, statusWords } from "./status-words.ts";

/** Every answer of the description; the first success is open. */
export function AnswerList({ answers, at }: { answers: ReferenceAnswer[]; at: VersionAddress }) {
  const open = answers.find(({ status }) => status.startsWith("2")) ?? answers[0];
  return answers.map((answer) => (
    <details key={answer.status} open={answer === open} className="group border-line border-t">
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-2.5 gap-y-1 rounded-chip py-[11px] [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint transition-transform group-open:rotate-90" />
        <Badge tone={statusTone(answer.status)}>{answer.status}</Badge>
        <span className="min-w-0 break-words">{firstLine(answer.description) || statusWords(answer.status)}</span>
        <span className="ml-auto text-faint text-tiny">{answer.contents[0]?.node?.type}</span>
      </summary>
      <div className="pb-4 pl-6">
        {isLonger(answer.description) && (
          <div className="mb-2 text-small text-soft">
            <BriefText text={answer.description} />
          </div>
        )}
        <HeaderList headers={answer.headers} />
        {answer.contents.length > 0 ? (
          <ContentList contents={answer.contents} at={at} />
        ) : (
          <p className="text-faint text-small">Without a body.</p>
        )}
      </div>
    </details>
  ));
}

function HeaderList({ headers }: { headers: ReferenceAnswer["headers"] }) {
  if (headers.length === 0) return null;
  return (
    <section aria-label="Headers" className="mb-3">
      <h3 className="font-[550] text-small">Headers</h3>
      <ul>
        {headers.map(({ name, node }) => (
          <li key={name} className="min-w-0 py-1.5">
            <div className="flex flex-wrap items-baseline gap-x-2.5">
              <code className="break-all">{name}</code>
              <SchemaType node={node} />
            </div>
            <SchemaFacts node={node} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const LINE_LENGTH_MAX = 140;

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0]?.replaceAll(/<[^>]{0,200}>|[`*]/g, "") ?? "";
  return line.length > LINE_LENGTH_MAX ? `${line.slice(0, LINE_LENGTH_MAX)}…` : line;
}

function isLonger(text: string): boolean {
  return text.includes("\n") || text.length > LINE_LENGTH_MAX;
}
