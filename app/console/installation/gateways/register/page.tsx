import type { Metadata } from "next";
import { RegisterForm } from "#components/fleet/register-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { env } from "#lib/env.ts";
import { gatewayListInput } from "#lib/fleet/input.ts";
import { listGroups } from "#lib/fleet/read-group.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";

export const metadata: Metadata = { title: "Register a gateway" };

export default async function RegisterPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ group }, groups] = await Promise.all([
    searchOf(gatewayListInput, searchParams),
    read((ctx) => listGroups(ctx, { limit: LIMIT_MAX })),
  ]);
  return (
    <ConsolePage
      title="Register a gateway"
      crumbs={[{ label: "Gateways", href: "/console/installation/gateways" }, { label: "Register" }]}
      description="It gets a token of its own. It reaches this installation, never the other way round."
    >
      <RegisterForm groups={groups.items} initialGroup={group} controlPlaneUrl={env.publicUrl} />
    </ConsolePage>
  );
}
