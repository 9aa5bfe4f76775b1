import type { ReactNode } from "react";
import { CommandPaletteHost } from "#components/shell/command-palette-host.tsx";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { CountBadge } from "#components/ui/badge.tsx";

export default function ShownLayout({ children }: { children: ReactNode }) {
  return (
    <ConsoleShell
      name="Gatehouse"
      user={{ name: "Ada Kern", email: "ada@parcel.example" }}
      accountLinks={[{ href: "/console/ui/portal", label: "Portal's frame" }]}
      workspaces={[
        { slug: "commerce", name: "Commerce team", href: "/console/ui" },
        { slug: "logistics", name: "Logistics", href: "/console/ui/portal" },
      ]}
      currentSlug="commerce"
      sections={[
        {
          label: "Design system",
          entries: [
            { href: "/console/ui", label: "Primitives", isExact: true, badge: <CountBadge count={7} label="shown" /> },
            { href: "/console/ui/portal", label: "Portal's frame" },
          ],
        },
        {
          label: "Instead of a page",
          entries: ["not-found", "no-permission", "session-ended", "server-error"].map((kind) => ({
            href: `/console/ui/refused/${kind}`,
            label: kind.replace("-", " "),
          })),
        },
      ]}
      palette={
        <CommandPaletteHost
          groups={[
            {
              label: "Pages",
              items: [
                { label: "Primitives", href: "/console/ui" },
                {
                  label: "Portal's frame",
                  href: "/console/ui/portal",
                  detail: "top bar and footer",
                  keywords: ["shell"],
                },
              ],
            },
          ]}
        />
      }
    >
      {children}
    </ConsoleShell>
  );
}
