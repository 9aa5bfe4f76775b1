import { NoPermissionStatus } from "#components/shell/status-pages.tsx";

export default function Forbidden() {
  return (
    <main>
      <NoPermissionStatus home={{ href: "/", label: "Go to the start" }} />
    </main>
  );
}
