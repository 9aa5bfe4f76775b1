"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Search } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { OperationView } from "#lib/catalog/view.ts";
import { apiPath, operationPath } from "#lib/client/portal-paths.ts";
import type { VersionAddress } from "#lib/client/reference.ts";
import { accepted } from "#lib/client/send.ts";
import { Input } from "../ui/input.tsx";
import { MethodChip } from "../ui/method-chip.tsx";

interface OperationSideProps {
  at: VersionAddress;
  /** The operation of the page. */
  current: string;
  /** Those near it: all of a small description, those of the same tag of a large one. */
  operations: OperationView[];
  /** The tags that are not among them. */
  further: { tag: string; operations: number }[];
  total: number;
}

/** The other operations of the description, beside the one that is read. Typing asks the server, which knows all of them. */
export function OperationSide({ at, current, operations, further, total }: OperationSideProps) {
  const [text, setText] = useState("");
  const search = useSettled(text.trim());
  const found = useQuery({
    queryKey: ["operations", at, search],
    queryFn: async ({ signal }) => {
      const { findOperationsOf } = await import("#lib/client/reference.ts");
      return accepted(await findOperationsOf(at, search, signal)).items;
    },
    enabled: search !== "",
    placeholderData: (before) => before,
  });
  const shown = search === "" ? operations : (found.data ?? []);

  return (
    <nav aria-label="Operations">
      <Input
        type="search"
        size="small"
        maxLength={100}
        aria-label={`Filter ${total} operations`}
        placeholder={`Filter ${total} operations`}
        value={text}
        leading={<Search aria-hidden />}
        onChange={(event) => setText(event.target.value)}
      />
      <p role="status" className="sr-only">
        {search !== "" && found.data && `${found.data.length} operations`}
      </p>
      {search !== "" && found.data?.length === 0 && (
        <p className="px-2 pt-4 text-small text-soft">No operation has “{search}” in its path or summary.</p>
      )}
      {[...Map.groupBy(shown, ({ tags }) => tags[0] ?? "")].map(([tag, members]) => (
        <section key={tag} aria-label={tag || "Operations"}>
          {tag !== "" && <h3 className="mx-2 mt-[18px] mb-1 break-words font-[550] text-faint text-tiny">{tag}</h3>}
          <ul className={clsx(tag === "" && "mt-3")}>
            {members.map((operation) => (
              <SideLink key={operation.key} operation={operation} at={at} isCurrent={operation.key === current} />
            ))}
          </ul>
        </section>
      ))}
      {search === "" && further.length > 0 && (
        <section aria-label="Further groups">
          <h3 className="mx-2 mt-[18px] mb-1 font-[550] text-faint text-tiny">Further groups</h3>
          <ul>
            {further.map(({ tag, operations: count }) => (
              <li key={tag}>
                <Link
                  href={`${apiPath(at.workspace, at.api, at.version)}?${new URLSearchParams({ tag })}#operations`}
                  prefetch={false}
                  className={linkClass}
                >
                  <span className="min-w-0 break-words">{tag}</span>
                  <span className="ml-auto text-faint text-tiny tabular-nums">{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </nav>
  );
}

function SideLink({ operation, at, isCurrent }: { operation: OperationView; at: VersionAddress; isCurrent: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Within the column only: the page itself stays where it is.
    const column = link.current?.closest("aside");
    if (isCurrent && link.current && column) column.scrollTop = link.current.offsetTop - column.clientHeight / 3;
  }, [isCurrent]);
  return (
    <li>
      <Link
        ref={link}
        href={operationPath(at.workspace, at.api, at.version, operation.key)}
        prefetch={false}
        aria-current={isCurrent ? "page" : undefined}
        className={clsx(linkClass, isCurrent && "bg-accent-soft font-[550] text-ink!")}
      >
        <MethodChip method={operation.method} size="small" />
        <span className={clsx("line-clamp-2 min-w-0 [overflow-wrap:anywhere]", operation.deprecated && "line-through")}>
          {operation.summary || operation.template}
        </span>
      </Link>
    </li>
  );
}

const linkClass =
  "flex items-start gap-2 rounded-control px-2 py-[5px] text-small text-soft hover:bg-sunken hover:text-ink [&>span:first-child]:mt-0.5";

/** The text once its writer pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

const PAUSE_MS = 200;
