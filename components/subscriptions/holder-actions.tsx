"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type HolderAction, moveOwnSubscription, subscriptionQuery } from "#lib/client/subscriptions.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** What the team that holds a subscription can do to it now. Each says first what follows. */
export function HolderActions({ subscription }: { subscription: SubscriptionView }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<HolderAction>();
  const possible = actions.filter(({ action }) => subscription.actions.includes(action));
  const shown = actions.find(({ action }) => action === asked);

  async function move(action: HolderAction) {
    const outcome = await moveOwnSubscription(subscription.id, action);
    if ("problem" in outcome) return outcome.problem;
    queries.setQueryData(subscriptionQuery(subscription).queryKey, outcome.view);
    return undefined;
  }

  return (
    <>
      {possible.map(({ action, label }) => (
        <Button key={action} variant={action === "renew" ? "primary" : "secondary"} onClick={() => setAsked(action)}>
          {label}
        </Button>
      ))}
      {shown && shown.action !== "cancel" && (
        <ConfirmDialog
          isOpen
          onClose={() => setAsked(undefined)}
          title={`${shown.label} ${subscription.product.name} · ${subscription.plan.name}?`}
          consequence={shown.consequence}
          action={shown.label}
          isDanger={false}
          onConfirm={() => move(shown.action)}
        />
      )}
      {shown?.action === "cancel" && (
        <ConfirmByNameDialog
          isOpen
          onClose={() => setAsked(undefined)}
          title={`Cancel ${subscription.product.name} · ${subscription.plan.name}?`}
          consequence={`${subscription.application.name} loses access: every key of it is refused by all gateways within a second. It cannot be taken back; you can ask for the plan again.`}
          name={subscription.product.name}
          action="Cancel subscription"
          onConfirm={() => move("cancel")}
        />
      )}
    </>
  );
}

const actions: { action: HolderAction; label: string; consequence: string }[] = [
  {
    action: "renew",
    label: "Renew",
    consequence: "It begins a new term, at once or after approval as the plan says. Its keys work again then.",
  },
  {
    action: "pause",
    label: "Pause",
    consequence: "Gateways refuse its keys within a second, until you let it go on. Its end date stays.",
  },
  { action: "unpause", label: "Go on", consequence: "Gateways let its keys through again within a second." },
  { action: "cancel", label: "Cancel subscription", consequence: "" },
];
