"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { gatewayQuery, revokeGateway } from "#lib/client/gateways.ts";
import { RefusedError } from "#lib/client/send.ts";
import type { GatewayView } from "#lib/fleet/view.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { GatewayFacts } from "./gateway-facts.tsx";
import { GatewayState, stateWords } from "./gateway-state.tsx";
import { Refusal } from "./refusal.tsx";
import { RotateDialog } from "./rotate-dialog.tsx";

/** How one gateway stands, looked at again every few seconds, and what can be done with it. */
export function GatewayDetails({ initial, mayChange }: { initial: GatewayView; mayChange: boolean }) {
  const query = gatewayQuery(initial);
  const { data: gateway, error, refetch } = useQuery(query);
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<"rotate" | "revoke">();
  const close = () => setDialog(undefined);

  return (
    <div className="flex max-w-4xl flex-col gap-4">
      {error instanceof RefusedError && <ProblemBanner problem={error.problem} onRetry={() => void refetch()} />}
      <Refusal gateway={gateway} />
      <div className="flex flex-wrap items-center gap-2.5">
        <GatewayState state={gateway.state} />
        <span className="text-small text-soft">{stateWords[gateway.state].meaning}</span>
        {mayChange && gateway.revokedAt === null && (
          <div className="ml-auto flex gap-2">
            <Button onClick={() => setDialog("rotate")}>
              <KeyRound aria-hidden /> Rotate the token
            </Button>
            <Button variant="danger" onClick={() => setDialog("revoke")}>
              Revoke
            </Button>
          </div>
        )}
      </div>
      {gateway.state === "revoked" && (
        <Banner title="This gateway is shut out">
          It goes on serving what it has until it is stopped. Register it again under another name to let it back in.
        </Banner>
      )}
      <Card>
        <GatewayFacts gateway={gateway} />
      </Card>
      <RotateDialog gateway={gateway} isOpen={dialog === "rotate"} onClose={close} />
      <ConfirmByNameDialog
        isOpen={dialog === "revoke"}
        onClose={close}
        title={`Revoke ${gateway.name}?`}
        consequence={
          <>
            Its token stops working at once and for good: it gets no snapshot any more, so keys that are revoked later
            keep working on it, and its usage is no longer counted. It goes on serving what it has until you stop it.
          </>
        }
        name={gateway.name}
        action="Revoke the gateway"
        onConfirm={async () => {
          const problem = await revokeGateway(gateway.id);
          if (!problem) await queries.invalidateQueries({ queryKey: query.queryKey });
          return problem;
        }}
      />
    </div>
  );
}
