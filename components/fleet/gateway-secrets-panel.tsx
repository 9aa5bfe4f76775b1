"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type GatewaySecrets, gatewayQuery } from "#lib/client/gateways.ts";
import { Banner } from "../ui/banner.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { GatewayState } from "./gateway-state.tsx";
import { startCommand } from "./start-command.ts";

interface GatewaySecretsPanelProps {
  secrets: GatewaySecrets;
  controlPlaneUrl: string;
}

/** The one time that the token can be read, with the command to copy and a word when the gateway has called. */
export function GatewaySecretsPanel({ secrets, controlPlaneUrl }: GatewaySecretsPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { data: gateway } = useQuery(gatewayQuery(secrets.gateway));
  useEffect(() => heading.current?.focus(), []);
  const command = startCommand({ ...secrets, name: gateway.name, controlPlaneUrl });
  return (
    <section className="flex max-w-3xl flex-col gap-4">
      <h2 ref={heading} tabIndex={-1} className="outline-none">
        {gateway.name} is registered
      </h2>
      <Banner tone="warn" title="This is the only time that the token and the group's key are shown">
        Copy the command now, or keep its values where secrets are kept. A lost token is replaced by rotating it.
      </Banner>
      <CodeBlock title="Start it in a checkout of Gatehouse" language="shell" code={command} />
      <p role="status" className="flex flex-wrap items-center gap-2">
        <GatewayState state={gateway.state} />
        <span className="text-small text-soft">
          {gateway.lastSeenAt === null ? "Waiting for its first call…" : "It has called: traffic can flow through it."}
        </span>
      </p>
      <div>
        <ButtonLink href={`/console/installation/gateways/${gateway.id}`} variant="primary">
          Go to the gateway
        </ButtonLink>
      </div>
    </section>
  );
}
