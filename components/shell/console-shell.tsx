import type { ReactNode } from "react";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { CommandPaletteButton } from "./command-palette-button.tsx";
import type { NavigationEntry, NavigationSection, ShellUser } from "./navigation.ts";
import { NavigationSheet } from "./navigation-sheet.tsx";
import { SideLinks } from "./side-links.tsx";
import { CONTENT_ID, SkipLink } from "./skip-link.tsx";
import { type WorkspaceEntry, WorkspaceSwitcher } from "./workspace-switcher.tsx";

interface ConsoleShellProps {
  name: string;
  user: ShellUser;
  accountLinks: NavigationEntry[];
  workspaces: WorkspaceEntry[];
  currentSlug: string | undefined;
  /** Only what exists and what this person may see. */
  sections: NavigationSection[];
  /** A `CommandPaletteHost`; the shell shows the buttons that open it. */
  palette?: ReactNode;
  children: ReactNode;
}

export function ConsoleShell(props: ConsoleShellProps) {
  const { name, user, accountLinks, palette, children } = props;
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] lg:grid-cols-[14rem_minmax(0,1fr)] lg:grid-rows-1">
      <SkipLink />
      <header className="sticky top-0 z-30 flex h-[58px] items-center gap-3 border-line border-b bg-surface px-4 lg:hidden">
        <NavigationSheet title={name} className="-ml-2">
          <Sidebar {...props} />
        </NavigationSheet>
        <Brand name={name} href="/console" />
        <div className="ml-auto flex shrink-0 items-center gap-2.5">
          {palette && <CommandPaletteButton />}
          <AccountMenu user={user} links={accountLinks} />
        </div>
      </header>
      <header className="sticky top-0 hidden h-dvh flex-col border-line border-r bg-surface lg:flex">
        <div className="min-h-0 grow overflow-y-auto px-3 pt-3.5 pb-4">
          <div className="px-2 py-1.5">
            <Brand name={name} href="/console" />
          </div>
          <Sidebar {...props} />
        </div>
        <div className="shrink-0 border-line border-t p-2">
          <AccountMenu user={user} links={accountLinks} isWide />
        </div>
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className="min-w-0 outline-none">
        {children}
      </main>
      {palette}
    </div>
  );
}

function Sidebar({ workspaces, currentSlug, sections, palette }: ConsoleShellProps) {
  return (
    <>
      <div className="mt-2.5 flex flex-col gap-2">
        <WorkspaceSwitcher workspaces={workspaces} currentSlug={currentSlug} />
        {palette && (
          <div className="hidden lg:block">
            <CommandPaletteButton />
          </div>
        )}
      </div>
      <SideLinks sections={sections} />
    </>
  );
}
