import { NoPermissionStatus } from "#components/shell/status-pages.tsx";

/** Within the portal's frame, which has the one `main` of the page. */
export default function PortalForbidden() {
  return <NoPermissionStatus home={{ href: "/", label: "Go to the start" }} />;
}
