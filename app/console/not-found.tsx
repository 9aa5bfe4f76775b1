import { NotFoundStatus } from "#components/shell/status-pages.tsx";

/** Where there is no frame: a workspace that is not there, or not for the reader. */
export default function NotFound() {
  return (
    <main>
      <NotFoundStatus home={{ href: "/console", label: "Go to the console" }} />
    </main>
  );
}
