import type { ReactNode } from "react";
import { PortalSearch } from "#components/catalog/portal-search.tsx";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { ACCOUNT_PATH, APPLICATIONS_PATH, SUBSCRIPTIONS_PATH, USAGE_PATH } from "#lib/client/account-paths.ts";
import { SIGN_IN_PATH, SIGN_UP_PATH } from "#lib/client/paths.ts";
import { CATALOG_PATH, PRODUCTS_PATH } from "#lib/client/portal-paths.ts";
import { readerContext } from "../_reader/read.ts";

const entries = [
  { href: CATALOG_PATH, label: "Catalogue" },
  { href: PRODUCTS_PATH, label: "Products" },
];

/** The frame of the portal. It decides nothing: each page's verbs do. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { actor } = await readerContext();
  const user = actor.kind === "user" ? { name: actor.name, email: actor.email } : undefined;
  return (
    <PortalShell
      name="Gatehouse"
      entries={entries}
      user={user}
      accountLinks={accountLinks}
      signIn={{ signInHref: SIGN_IN_PATH, signUpHref: SIGN_UP_PATH }}
      search={<PortalSearch />}
      footer={[
        { label: "Find", entries },
        { label: "Build", entries: accountLinks },
        { label: "Publish", entries: publisherLinks },
      ]}
    >
      {children}
    </PortalShell>
  );
}

const accountLinks = [
  { href: APPLICATIONS_PATH, label: "Applications" },
  { href: SUBSCRIPTIONS_PATH, label: "Subscriptions" },
  { href: USAGE_PATH, label: "Usage" },
  { href: ACCOUNT_PATH, label: "Account" },
];

const publisherLinks = [{ href: "/console", label: "Console" }];
