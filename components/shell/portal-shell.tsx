import type { ReactNode } from "react";
import { ButtonLink } from "../ui/button.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import type { NavigationEntry, NavigationSection, ShellUser } from "./navigation.ts";
import { NavigationSheet } from "./navigation-sheet.tsx";
import { PortalFooter } from "./portal-footer.tsx";
import { SideLinks } from "./side-links.tsx";
import { CONTENT_ID, SkipLink } from "./skip-link.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { TopLinks } from "./top-links.tsx";

interface PortalShellProps {
  name: string;
  entries: NavigationEntry[];
  /** Undefined for a stranger, who is offered to sign in. */
  user: ShellUser | undefined;
  accountLinks: NavigationEntry[];
  signIn: { signInHref: string; signUpHref: string };
  /** The search of the top bar; pages that search themselves leave it out. */
  search?: ReactNode;
  footer?: NavigationSection[] | undefined;
  children: ReactNode;
}

export function PortalShell({
  name,
  entries,
  user,
  accountLinks,
  signIn,
  search,
  footer = [],
  children,
}: PortalShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-30 flex h-[58px] shrink-0 items-center gap-3 border-line border-b bg-surface px-4 md:gap-[22px] md:px-7">
        {entries.length > 0 && (
          <NavigationSheet title={name} className="-ml-2 md:hidden">
            <SideLinks sections={[{ label: "Portal", entries }]} />
          </NavigationSheet>
        )}
        <Brand name={name} href="/" />
        <TopLinks entries={entries} />
        <div className="ml-auto flex shrink-0 items-center gap-2.5">
          {search && <div className="hidden w-48 sm:block">{search}</div>}
          {user ? <AccountMenu user={user} links={accountLinks} /> : <Stranger {...signIn} />}
        </div>
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className="min-w-0 grow outline-none">
        {children}
      </main>
      <PortalFooter name={name} sections={footer} />
    </div>
  );
}

function Stranger({ signInHref, signUpHref }: PortalShellProps["signIn"]) {
  return (
    <>
      <ThemeButton />
      <ButtonLink variant="quiet" href={signInHref} className="max-sm:px-2">
        Sign in
      </ButtonLink>
      <ButtonLink variant="primary" href={signUpHref} className="max-sm:hidden">
        Create account
      </ButtonLink>
    </>
  );
}
