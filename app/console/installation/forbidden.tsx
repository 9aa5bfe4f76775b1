import { NoPermissionStatus } from "#components/shell/status-pages.tsx";

export default function Forbidden() {
  return <NoPermissionStatus home={{ href: "/console", label: "Go to the console" }} giver="An administrator" />;
}
