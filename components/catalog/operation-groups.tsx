import Link from "next/link";
import type { OperationView } from "#lib/catalog/view.ts";
import { operationPath } from "#lib/client/portal-paths.ts";
import type { VersionAddress } from "#lib/client/reference.ts";
import { Badge } from "../ui/badge.tsx";
import { MethodChip } from "../ui/method-chip.tsx";

interface OperationGroupsProps {
  operations: OperationView[];
  at: VersionAddress;
}

/** Operations under their first tag, in the order of the description. */
export function OperationGroups({ operations, at }: OperationGroupsProps) {
  const groups = [...Map.groupBy(operations, ({ tags }) => tags[0] ?? "")];
  return groups.map(([tag, members]) => (
    <div key={tag} className="mt-5 first:mt-0">
      {(tag !== "" || groups.length > 1) && <h3 className="mb-1.5">{tag || "Without a tag"}</h3>}
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {members.map((operation) => (
          <li key={operation.key} className="border-line border-b last:border-0">
            <Link
              href={operationPath(at.workspace, at.api, at.version, operation.key)}
              prefetch={false}
              className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 px-3.5 py-2.5 text-small hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <MethodChip method={operation.method} />
              <code className="min-w-0 break-all">{operation.template}</code>
              <span className="min-w-0 break-words text-soft sm:ml-auto sm:text-right">{operation.summary}</span>
              {operation.deprecated && <Badge tone="warn">Deprecated</Badge>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
