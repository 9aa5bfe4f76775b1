import type { SchemaNode } from "#lib/reference/view.ts";
import { BriefText } from "../ui/brief-text.tsx";

/** The line beside a name: type, bounds, and what is said only here or there. */
export function SchemaType({ node, isRequired }: { node: SchemaNode; isRequired?: boolean | undefined }) {
  const words = [node.type, ...(node.isNullable ? ["or null"] : []), ...node.constraints];
  return (
    <>
      <span className="min-w-0 break-words text-faint text-tiny">{words.join(" · ")}</span>
      {isRequired && <span className="text-bad text-tiny">required</span>}
      {node.isDeprecated && <span className="text-tiny text-warn">deprecated</span>}
      {node.access !== "both" && <span className="text-info text-tiny">{node.access} only</span>}
    </>
  );
}

/** What is said about a value in whole sentences: description, pattern, allowed values, example. */
export function SchemaFacts({ node }: { node: SchemaNode }) {
  const { description, pattern, values, example } = node;
  return (
    <div className="text-small text-soft [overflow-wrap:anywhere] empty:hidden">
      <BriefText text={description} className="mt-0.5" />
      {pattern !== null && (
        <p className="mt-1 text-tiny">
          Pattern <code>{pattern}</code>
        </p>
      )}
      {values.length > 0 && <Values values={values} />}
      {example !== null && values.length === 0 && (
        <p className="mt-1 text-tiny">
          Example <code>{example}</code>
        </p>
      )}
    </div>
  );
}

function Values({ values }: { values: string[] }) {
  const first = values.slice(0, SHOWN_AT_ONCE);
  const rest = values.slice(SHOWN_AT_ONCE);
  return (
    <div className="mt-1 flex flex-wrap items-baseline gap-1 text-tiny">
      <span>{values.length === 1 ? "Always" : "One of"}</span>
      {first.map(chip)}
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer rounded-chip underline">{rest.length} more</summary>
          <span className="flex flex-wrap gap-1 pt-1">{rest.map(chip)}</span>
        </details>
      )}
    </div>
  );
}

const SHOWN_AT_ONCE = 12;

function chip(value: string) {
  return (
    <code key={value} className="rounded-chip border border-line bg-sunken px-1 text-ink">
      {value}
    </code>
  );
}
