import type { ReactNode } from "react";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { SIGN_IN_PATH, SIGN_UP_PATH } from "#lib/client/paths.ts";
import { readerContext } from "../_reader/read.ts";

/** The frame of the portal. It decides nothing: each page's verbs do. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { actor } = await readerContext();
  const user = actor.kind === "user" ? { name: actor.name, email: actor.email } : undefined;
  return (
    <PortalShell
      name="Gatehouse"
      entries={[]}
      user={user}
      accountLinks={[]}
      signIn={{ signInHref: SIGN_IN_PATH, signUpHref: SIGN_UP_PATH }}
    >
      {children}
    </PortalShell>
  );
}
