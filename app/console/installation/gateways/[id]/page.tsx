import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GatewayDetails } from "#components/fleet/gateway-details.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { mayInstallation } from "#lib/authz/authorize.ts";
import { gatewayParams } from "#lib/fleet/input.ts";
import { readGateway } from "#lib/fleet/read-gateway.ts";
import { read, readerContext } from "../../../../_reader/read.ts";

export const metadata: Metadata = { title: "Gateway" };

export default async function GatewayPage({ params }: { params: Promise<{ id: string }> }) {
  const id = gatewayParams.safeParse(await params);
  if (!id.success) notFound();
  const gateway = await read((ctx) => readGateway(ctx, id.data.id));
  const { actor } = await readerContext();
  return (
    <ConsolePage
      title={gateway.name}
      crumbs={[{ label: "Gateways", href: "/console/installation/gateways" }, { label: gateway.name }]}
    >
      <GatewayDetails initial={gateway} mayChange={mayInstallation(actor, "gateway.change")} />
    </ConsolePage>
  );
}
