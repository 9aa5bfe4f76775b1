import type { Metadata } from "next";
import { GroupForm } from "#components/fleet/group-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { authorizeInstallation } from "#lib/authz/authorize.ts";
import { read } from "../../../../_reader/read.ts";

export const metadata: Metadata = { title: "New gateway group" };

export default async function NewGroupPage() {
  await read(async (ctx) => authorizeInstallation(ctx.actor, "gateway.change"));
  return (
    <ConsolePage
      title="New gateway group"
      crumbs={[{ label: "Gateways", href: "/console/installation/gateways" }, { label: "New group" }]}
      description="A place where gateways run, such as a region or a customer's own network."
    >
      <GroupForm />
    </ConsolePage>
  );
}
