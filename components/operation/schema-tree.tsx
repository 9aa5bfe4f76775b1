"use client";

import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import type { VersionAddress } from "#lib/client/reference.ts";
import type { SchemaChoice, SchemaMember, SchemaNode } from "#lib/reference/view.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { SchemaFacts, SchemaType } from "./schema-facts.tsx";
import { useSchemaNode } from "./use-schema-node.ts";

interface SchemaTreeProps {
  node: SchemaNode;
  at: VersionAddress;
  /** How deep in the page it stands; only the first levels are open at once. */
  depth?: number | undefined;
}

/** What is inside a schema: members, kinds of further members, and choices between several. */
export function SchemaTree({ node, at, depth = 0 }: SchemaTreeProps) {
  if (node.more !== null) return <FetchedTree pointer={node.more} at={at} depth={depth} />;
  return (
    <>
      {node.choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a schema never change their order
        <Choice key={index} choice={choice} at={at} depth={depth} />
      ))}
      {node.members.length > 0 && (
        <ul className="min-w-0">
          {node.members.map((member) => (
            <Member key={`${member.kind} ${member.name}`} member={member} at={at} depth={depth} />
          ))}
        </ul>
      )}
    </>
  );
}

function FetchedTree({ pointer, at, depth }: { pointer: string; at: VersionAddress; depth: number }) {
  const { node, failure, retry } = useSchemaNode(at, pointer);
  if (node) return <SchemaTree node={node} at={at} depth={depth} />;
  if (failure) {
    return (
      <p role="alert" className="py-2 text-bad text-small">
        {failure}{" "}
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      </p>
    );
  }
  return (
    <div role="status" className="space-y-2 py-2">
      <span className="sr-only">Loading members</span>
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  );
}

function Member({ member, at, depth }: { member: SchemaMember; at: VersionAddress; depth: number }) {
  const { name, kind, isRequired, node } = member;
  const inside = insideOf(node);
  const [isOpen, setOpen] = useState(inside !== undefined && node.more === null && depth === 0 && inside <= OPEN_MAX);
  const id = useId();
  return (
    <li className={clsx("min-w-0", depth === 0 ? "border-line border-t py-3 first:border-t-0" : "mt-2.5 first:mt-1")}>
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        {kind === "property" ? (
          <code className="min-w-0 break-all text-ink">{name}</code>
        ) : (
          <span className="min-w-0 break-words text-small text-soft italic">{name}</span>
        )}
        <SchemaType node={node} isRequired={isRequired} />
      </div>
      <SchemaFacts node={node} />
      {inside !== undefined && (
        <>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
            className="mt-1 inline-flex min-h-6 items-center gap-1 rounded-chip text-accent text-tiny hover:underline"
          >
            <ChevronRight aria-hidden className={clsx("size-3.5 transition-transform", isOpen && "rotate-90")} />
            {isOpen ? "Hide" : "Show"} what is in <span className="font-mono">{shortName(name)}</span>
          </button>
          {isOpen && (
            <div id={id} className={branchClass(depth)}>
              <SchemaTree node={node} at={at} depth={depth + 1} />
            </div>
          )}
        </>
      )}
    </li>
  );
}

function Choice({ choice, at, depth }: { choice: SchemaChoice; at: VersionAddress; depth: number }) {
  const [chosen, setChosen] = useState(0);
  const branch = choice.branches[chosen];
  if (!branch) return null;
  return (
    <div className="min-w-0 py-2">
      <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
        <legend className="float-left mr-1 text-faint text-tiny">{choice.title}</legend>
        {choice.branches.map(({ label }, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: branches may have the same label
            key={index}
            type="button"
            aria-pressed={index === chosen}
            onClick={() => setChosen(index)}
            className={clsx(
              "min-h-6 max-w-full break-words rounded-[12px] px-2 py-px text-left font-[550] text-tiny",
              index === chosen ? "bg-accent-soft text-accent" : "bg-sunken text-soft hover:text-ink",
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className={branchClass(depth)}>
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <SchemaType node={branch.node} />
        </div>
        <SchemaFacts node={branch.node} />
        <SchemaTree key={chosen} node={branch.node} at={at} depth={depth + 1} />
      </div>
    </div>
  );
}

const OPEN_MAX = 8;

/** How many things are inside; undefined for a value without any. What was not sent counts as one. */
function insideOf({ members, choices, more }: SchemaNode): number | undefined {
  if (more !== null) return 1;
  return members.length + choices.length || undefined;
}

function shortName(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}

/** Deep trees stop moving to the right where a phone has no room left. */
function branchClass(depth: number): string {
  return clsx("mt-1.5 min-w-0 border-line border-l-2", depth < 4 ? "ml-1 pl-3.5 sm:ml-2" : "pl-2");
}
