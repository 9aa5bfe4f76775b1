import type { GroupView } from "#lib/fleet/view.ts";
import { Banner } from "../ui/banner.tsx";
import { Time } from "../ui/time.tsx";

/** Parts that could not be built, and why: publishers mend them in their workspaces. */
export function FaultList({ faults }: { faults: GroupView["faults"] }) {
  if (faults.length === 0) return null;
  return (
    <Banner
      tone="bad"
      title={faults.length === 1 ? "One part could not be built" : `${faults.length} parts could not be built`}
    >
      <p>The gateways keep the last good form of them until what they are built from is mended.</p>
      <ul className="mt-2 flex flex-col gap-2">
        {faults.map(({ part, reason, since }) => (
          <li key={part}>
            <code className="[overflow-wrap:anywhere]">{part}</code> since <Time at={since} />
            <span className="block text-ink [overflow-wrap:anywhere]">{reason}</span>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
