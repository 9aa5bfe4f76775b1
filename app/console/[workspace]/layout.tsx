import type { ReactNode } from "react";
import { CommandPaletteHost } from "#components/shell/command-palette-host.tsx";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import type { NavigationSection } from "#components/shell/navigation.ts";
import { LIMIT_MAX } from "#lib/db/paging.ts";
import { listWorkspaces } from "#lib/workspaces/list.ts";
import { read, readerContext } from "../../_reader/read.ts";

interface WorkspaceLayoutProps {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/** The frame of the console around one workspace. It decides nothing: each page's verbs do. */
export default async function WorkspaceLayout({ params, children }: WorkspaceLayoutProps) {
  const [{ workspace }, { actor }] = await Promise.all([params, readerContext()]);
  // Who is not signed in has no frame; the page below leads to the sign-in.
  if (actor.kind !== "user") return children;

  const { items } = await read((ctx) => listWorkspaces(ctx, { limit: LIMIT_MAX }));
  const sections: NavigationSection[] = [];
  const pages = sections.flatMap(({ entries }) => entries.map(({ label, href }) => ({ label, href })));
  const workspaces = items.map(({ slug, name }) => ({ slug, name, href: `/console/${slug}` }));
  return (
    <ConsoleShell
      name="Gatehouse"
      user={{ name: actor.name, email: actor.email }}
      accountLinks={[{ href: "/", label: "Portal" }]}
      workspaces={workspaces}
      currentSlug={workspace}
      sections={sections}
      palette={
        <CommandPaletteHost
          groups={[
            { label: "Pages", items: pages },
            { label: "Workspaces", items: workspaces.map(({ name, href }) => ({ label: name, href })) },
          ]}
        />
      }
    >
      {children}
    </ConsoleShell>
  );
}
