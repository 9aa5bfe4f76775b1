import { SessionEndedStatus } from "#components/shell/status-pages.tsx";

export default function Unauthorized() {
  return (
    <main>
      <SessionEndedStatus home={{ href: "/", label: "Go to the start" }} />
    </main>
  );
}
