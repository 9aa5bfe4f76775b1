import type { Metadata } from "next";
import { NotFoundStatus } from "#components/shell/status-pages.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <NotFoundStatus home={{ href: "/", label: "Go to the start" }} />
    </main>
  );
}
