import type { BackendHealth, BackendView } from "#lib/backends/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";

/** Whether gateways know anything of it: without checks, ejection and circuit breaker they only call it. */
export function isWatched({ healthCheck, ejection, circuit }: BackendView): boolean {
  return (healthCheck ?? ejection ?? circuit) !== undefined;
}

/** What gateways find wrong with a backend at the moment. */
export function BackendHealthCard({ troubles }: BackendHealth) {
  return (
    <Card title="Health">
      {troubles.length === 0 && (
        <p className="flex items-center gap-2 text-small">
          <Badge tone="good">well</Badge> No gateway keeps a target out.
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {troubles.map(({ gateway, circuit, targetsOut, targets }) => (
          <li key={gateway} className="flex flex-col gap-1 text-small">
            <span className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 break-words font-[550]">{gateway}</span>
              {circuit !== null && <Badge tone={circuit === "open" ? "bad" : "warn"}>circuit {circuit}</Badge>}
              {targetsOut.length > 0 && (
                <Badge tone={targetsOut.length === targets ? "bad" : "warn"}>
                  {targetsOut.length} of {targets} out
                </Badge>
              )}
            </span>
            {targetsOut.map((url) => (
              <code key={url} className="break-all text-soft">
                {url}
              </code>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
