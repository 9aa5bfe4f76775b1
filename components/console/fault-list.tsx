import Link from "next/link";
import type { FaultView } from "#lib/publishing/view.ts";
import { Banner } from "../ui/banner.tsx";
import { Time } from "../ui/time.tsx";

/** What gateways do not have because it could not be built: it needs somebody, so it stands first. */
export function FaultList({ workspace, faults }: { workspace: string; faults: FaultView[] }) {
  const count = faults.length === 1 ? "One API is" : `${faults.length} APIs are`;
  return (
    <Banner tone="bad" title={`${count} not served in the newest state`}>
      <ul className="mt-1 flex flex-col gap-1.5">
        {faults.map(({ api, group, reason, since }) => (
          <li key={`${api.slug} ${group}`} className="wrap-anywhere">
            <Link href={`/console/${workspace}/apis/${api.slug}`} className="font-[550] text-ink underline">
              {api.name}
            </Link>{" "}
            on {group}, since <Time at={since} form="since" />: {reason}
          </li>
        ))}
      </ul>
      <p className="mt-1.5">Gateways keep serving the last good state until it is mended.</p>
    </Banner>
  );
}
