import type { Metadata } from "next";
import { NotFoundStatus } from "#components/shell/status-pages.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Within the portal's frame, which has the one `main` of the page. */
export default function PortalNotFound() {
  return <NotFoundStatus home={{ href: "/", label: "Go to the start" }} />;
}
