"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SUBSCRIPTIONS_PATH, USAGE_PATH } from "#lib/client/account-paths.ts";
import type { KeyPage } from "#lib/client/keys.ts";
import { subscriptionQuery } from "#lib/client/subscriptions.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { StateBadge } from "../console/state-badge.tsx";
import { KeySection } from "../keys/key-section.tsx";
import { Breadcrumb } from "../ui/breadcrumb.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { FirstCalls, type ShownCall } from "./first-calls.tsx";
import { HolderActions } from "./holder-actions.tsx";
import { SubscriptionStanding } from "./standing.tsx";
import { SubscriptionDetails } from "./subscription-details.tsx";

interface SubscriptionScreenProps {
  initial: SubscriptionView;
  keys: KeyPage;
  calls: ShownCall[];
  /** Whether the reader is of the team that holds it, and not only of the workspace that grants it. */
  isHolder: boolean;
}

/** One subscription, kept fresh: who waits for a decision sees it come. */
export function SubscriptionScreen({ initial, keys, calls, isHolder }: SubscriptionScreenProps) {
  const { data: subscription } = useQuery(subscriptionQuery(initial));
  const [freshKey, setFreshKey] = useState<string>();
  const { product, plan, application, state } = subscription;
  return (
    <div className="flex flex-col gap-5">
      <Breadcrumb
        crumbs={[{ label: "Subscriptions", href: SUBSCRIPTIONS_PATH }, { label: `${product.name} · ${plan.name}` }]}
      />
      <PageHeader
        title={`${product.name} · ${plan.name}`}
        badges={<StateBadge state={state} />}
        description={`for ${application.name}`}
        actions={
          <>
            <ButtonLink href={`${USAGE_PATH}?subscription=${subscription.id}`}>Usage</ButtonLink>
            {isHolder && <HolderActions subscription={subscription} />}
          </>
        }
      />
      <SubscriptionStanding subscription={subscription} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <KeySection subscription={subscription} initial={keys} isHolder={isHolder} onMade={setFreshKey} />
          <FirstCalls workspace={subscription.workspace.slug} calls={calls} freshKey={freshKey} />
        </div>
        <SubscriptionDetails subscription={subscription} />
      </div>
    </div>
  );
}
