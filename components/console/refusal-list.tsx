import Link from "next/link";
import type { RefusalView } from "#lib/fleet/view.ts";
import { Banner } from "../ui/banner.tsx";

interface RefusalListProps {
  refusals: RefusalView[];
  /** Operators are led to the gateway, which says why. */
  mayOperate: boolean;
}

/** Gateways that go on with an older state, so that a member does not wonder where a change has gone. */
export function RefusalList({ refusals, mayOperate }: RefusalListProps) {
  const title = refusals.length === 1 ? "A gateway refuses" : `${refusals.length} gateways refuse`;
  return (
    <Banner tone="bad" title={`${title} the newest state`}>
      <ul className="mt-1 flex flex-col gap-1.5">
        {refusals.map(({ id, name, group, servesGeneration }) => (
          <li key={id} className="wrap-anywhere">
            {mayOperate ? (
              <Link href={`/console/installation/gateways/${id}`} className="font-[550] text-ink underline">
                {name}
              </Link>
            ) : (
              <b className="font-[550] text-ink">{name}</b>
            )}{" "}
            of {group}{" "}
            {servesGeneration === null ? "serves nothing yet" : `goes on with generation ${servesGeneration}`}
          </li>
        ))}
      </ul>
      {!mayOperate && <p className="mt-1.5">The operators of this installation see why, at the gateway.</p>}
    </Banner>
  );
}
