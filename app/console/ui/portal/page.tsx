import { PortalPage } from "#components/shell/portal-page.tsx";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { TopSearch } from "#components/shell/top-search.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

interface PortalFrameProps {
  searchParams: Promise<{ as?: string }>;
}

export default async function PortalFrame({ searchParams }: PortalFrameProps) {
  const { as } = await searchParams;
  return (
    <PortalShell
      name="Northwind APIs"
      entries={[
        { href: "/console/ui/portal", label: "Catalogue" },
        { href: "/console/ui", label: "Primitives", isExact: true },
      ]}
      user={as === "stranger" ? undefined : { name: "Ada Kern", email: "ada@parcel.example" }}
      accountLinks={[{ href: "/console/ui", label: "Primitives" }]}
      signIn={{ signInHref: "/sign-in", signUpHref: "/sign-up" }}
      search={<TopSearch path="/console/ui/portal" label="Search" shortcut="/" />}
      footer={[{ label: "Design system", entries: [{ href: "/console/ui", label: "Primitives" }] }]}
    >
      <PortalPage>
        <PageHeader title="Find an API" description="The frame of every page of the portal." />
      </PortalPage>
    </PortalShell>
  );
}
