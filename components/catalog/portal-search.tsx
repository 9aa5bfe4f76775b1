"use client";

import { usePathname } from "next/navigation";
import { CATALOG_PATH } from "#lib/client/portal-paths.ts";
import { TopSearch } from "../shell/top-search.tsx";

/** The search of the top bar. Pages that begin with a search do without a second one. */
export function PortalSearch() {
  const pathname = usePathname();
  if (pathname === "/" || pathname === CATALOG_PATH) return null;
  // "/" belongs to the filter over an API's operations where there is one
  const hasFilter = /^\/apis\/[^/]+\/[^/]+(\/[^/]+)?$/.test(pathname);
  return <TopSearch path={CATALOG_PATH} label="Search APIs" shortcut={hasFilter ? undefined : "/"} />;
}
