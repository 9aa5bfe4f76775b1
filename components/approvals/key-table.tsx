import type { KeyView } from "#lib/keys/view.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time } from "../ui/time.tsx";
import type { Tone } from "../ui/tone.ts";

/** The keys of a subscription as its workspace sees them; making and revoking them is the team's. */
export function KeyTable({ keys }: { keys: KeyView[] }) {
  if (keys.length === 0) {
    return <EmptyState title="No key yet">The team makes its keys in the portal, once it may call.</EmptyState>;
  }
  return (
    <ul>
      {keys.map(({ id, label, prefix, lastFour, state, createdAt, expiresAt, revokedAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-5 py-3 last:border-0"
        >
          <span className="min-w-0 grow">
            <span className="font-[550]">{label || "No label"}</span>
            <code className="block text-faint">
              {prefix}…{lastFour}
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
        </li>
      ))}
    </ul>
  );
}

const tones: Record<KeyView["state"], Tone> = { working: "good", rotated: "warn", expired: "neutral", revoked: "bad" };
