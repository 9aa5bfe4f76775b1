import type { KeyView } from "#lib/keys/view.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time } from "../ui/time.tsx";
import type { Tone } from "../ui/tone.ts";
import { RemoveClient } from "./remove-client.tsx";

interface KeyTableProps {
  subscription: string;
  keys: KeyView[];
  /** Whether the reader may enter clients and take them out. */
  mayChange: boolean;
}

/**
 * The keys of a subscription as its workspace sees them; making and revoking them is the team's. Clients and certificates are the
 * workspace's.
 */
export function KeyTable({ subscription, keys, mayChange }: KeyTableProps) {
  if (keys.length === 0) {
    return <EmptyState title="No key yet">The team makes its keys in the portal, once it may call.</EmptyState>;
  }
  return (
    <ul>
      {keys.map(({ id, kind, label, prefix, lastFour, state, createdAt, expiresAt, revokedAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-5 py-3 last:border-0"
        >
          <span className="min-w-0 grow">
            <span className="font-[550]">{label || "No label"}</span>
            <code className="block break-words text-faint">
              {kind === "client" ? `client of ${prefix || "tokens without issuer"}` : `${prefix}…${lastFour}`}
            </code>
          </span>
          <span className="text-faint text-small">
            made <Time at={createdAt} form="since" />
            {revokedAt ? (
              <>
                , revoked <Time at={revokedAt} form="since" />
              </>
            ) : (
              expiresAt && (
                <>
                  , ends <Time at={expiresAt} form="since" />
                </>
              )
            )}
          </span>
          <Badge tone={tones[state]}>{state}</Badge>
          {mayChange && kind !== "key" && state === "working" && <RemoveClient subscription={subscription} id={id} />}
        </li>
      ))}
    </ul>
  );
}

const tones: Record<KeyView["state"], Tone> = { working: "good", rotated: "warn", expired: "neutral", revoked: "bad" };
