import type { ReactNode } from "react";
import { ConsolePalette } from "#components/console/console-palette.tsx";
import { type ConsoleEntry, consoleActions, consoleEntries, permittedEntries } from "#components/console/sections.ts";
import { WaitingBadge } from "#components/console/waiting-badge.tsx";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import type { NavigationSection } from "#components/shell/navigation.ts";
import { readWaiting } from "#lib/approvals/read-waiting.ts";
import type { WaitingView } from "#lib/approvals/view.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { listWorkspaces } from "#lib/workspaces/list.ts";
import { read, readerContext } from "../../_reader/read.ts";
import { permissionsOf } from "./permissions.ts";

interface ConsoleFrameProps {
  /** Slug of the workspace that the page is in; none for pages of the installation. */
  workspace?: string | undefined;
  children: ReactNode;
}

/** The frame of every console page. It decides nothing: each page's verbs do. */
export async function ConsoleFrame({ workspace, children }: ConsoleFrameProps) {
  const { actor } = await readerContext();
  // Who is not signed in has no frame; the page below leads to the sign-in.
  if (actor.kind !== "user") return children;

  const { items } = await read((ctx) => listWorkspaces(ctx, { limit: LIMIT_MAX }));
  const current = items.find(({ slug }) => slug === workspace);
  const permissions = permissionsOf(actor, current?.id);
  const waiting = current && (await read((ctx) => readWaiting(ctx, current.slug)));
  const entries = permittedEntries(consoleEntries, permissions, current?.slug);
  const workspaces = items.map(({ slug, name }) => ({ slug, name, href: `/console/${slug}` }));
  return (
    <ConsoleShell
      name="Gatehouse"
      user={{ name: actor.name, email: actor.email }}
      accountLinks={[{ href: "/", label: "Portal" }]}
      workspaces={workspaces}
      currentSlug={current?.slug}
      sections={toSections(entries, current?.slug, waiting)}
      palette={
        <ConsolePalette
          workspace={current?.slug}
          groups={[
            { label: "Pages", items: entries.map(({ label, href }) => ({ label, href })) },
            { label: "Actions", items: permittedEntries(consoleActions, permissions, current?.slug) },
            { label: "Workspaces", items: workspaces.map(({ name, href }) => ({ label: name, href })) },
          ]}
        />
      }
    >
      {children}
    </ConsoleShell>
  );
}

function toSections(
  entries: (ConsoleEntry & { href: string })[],
  workspace: string | undefined,
  waiting: WaitingView | undefined,
): NavigationSection[] {
  const labels = [...new Set(entries.map(({ section }) => section))];
  return labels.map((label) => ({
    label,
    entries: entries
      .filter(({ section }) => section === label)
      .map(({ href, label: name, path, hasWaiting }) => ({
        href,
        label: name,
        isExact: path === "",
        badge: hasWaiting && workspace && waiting && <WaitingBadge workspace={workspace} initial={waiting} />,
      })),
  }));
}
