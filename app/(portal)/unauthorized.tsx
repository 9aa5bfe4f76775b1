import { SessionEndedStatus } from "#components/shell/status-pages.tsx";

/** Within the portal's frame, which has the one `main` of the page. */
export default function PortalUnauthorized() {
  return <SessionEndedStatus home={{ href: "/", label: "Go to the start" }} />;
}
