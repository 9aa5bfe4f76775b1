import { NotFoundStatus } from "#components/shell/status-pages.tsx";

export default function NotFound() {
  return <NotFoundStatus home={{ href: "/console", label: "Go to the console" }} />;
}
