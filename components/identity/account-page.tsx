import type { ReactNode } from "react";
import { PortalPage } from "../shell/portal-page.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { TabLinks } from "../ui/tab-links.tsx";

/** The frame of everything about oneself. */
export function AccountPage({ children }: { children: ReactNode }) {
  return (
    <PortalPage>
      <div className="mx-auto flex max-w-3xl flex-col gap-5">
        <PageHeader title="Account" />
        <TabLinks
          label="Account"
          links={[
            { href: "/account", label: "Profile" },
            { href: "/account/sessions", label: "Sessions" },
            { href: "/account/tokens", label: "Access tokens" },
          ]}
        />
        {children}
      </div>
    </PortalPage>
  );
}
