import Link from "next/link";
import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { Banner } from "../ui/banner.tsx";
import { Time } from "../ui/time.tsx";

interface DeprecationBannerProps {
  version: CatalogApiDetailView["versions"][number];
  /** Where the version to go to is shown. */
  successorHref: string | undefined;
  guideHref: string | undefined;
}

/** Says when a version ends and where to go instead; nothing for one that stays. */
export function DeprecationBanner({ version, successorHref, guideHref }: DeprecationBannerProps) {
  if (version.state !== "deprecated") return null;
  return (
    <Banner tone="warn" title={`Version ${version.name} is on its way out`}>
      <p>
        {version.sunsetAt ? (
          <>
            It ends on <Time at={version.sunsetAt} form="day" />
            {version.afterSunset === "gone" && ", and is refused from then on"}.{" "}
          </>
        ) : (
          "Its last day is not set yet. "
        )}
        {version.successor && successorHref && (
          <>
            Use{" "}
            <Link href={successorHref} className="font-[550] underline">
              {version.successor}
            </Link>{" "}
            instead.{" "}
          </>
        )}
        {version.brownouts.map(({ from, until }) => (
          <span key={from} className="block">
            Calls are refused from <Time at={from} /> until <Time at={until} />.
          </span>
        ))}
        {guideHref && (
          <Link href={guideHref} className="font-[550] underline">
            Migration guide
          </Link>
        )}
      </p>
    </Banner>
  );
}
