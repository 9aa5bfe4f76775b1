import type { SubscriptionState } from "@gatehouse/contract/snapshot.ts";
import { counterKey } from "../../policies/counter-key.ts";
import type { Outcome } from "../../policies/define.ts";
import type { Caller } from "../../policies/exchange.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { LoadedPlan } from "../snapshot/loaded.ts";
import type { SubscriptionRecord } from "../snapshot/subscription-segment.ts";

/** Somebody who showed a credential, with what the snapshot says of their subscription. */
export interface KnownCaller {
  readonly caller: Caller;
  readonly plan: LoadedPlan | undefined;
  readonly state: SubscriptionState;
  readonly subscriptionEndsAtMs: number;
  readonly credentialEndsAtMs: number;
}

/** @param credentialEndsAt epoch seconds, 0 for none */
export function toKnownCaller(
  subscription: SubscriptionRecord,
  plans: ReadonlyMap<string, LoadedPlan>,
  credentialEndsAt: number,
): KnownCaller {
  const plan = plans.get(subscription.plan);
  return {
    caller: {
      subscription: subscription.id,
      application: subscription.application,
      plan: subscription.plan,
      product: plan?.product ?? "",
      counterKey: counterKey(subscription.id),
    },
    plan,
    state: subscription.state,
    subscriptionEndsAtMs: endMs(subscription.endsAt),
    credentialEndsAtMs: endMs(credentialEndsAt),
  };
}

/** Puts a caller into the exchange, or refuses one whose subscription does not open the API at the moment. */
export function admit(exchange: GatewayExchange, known: KnownCaller): Outcome {
  // Known from here on, so that the subscriber sees refused calls as well.
  exchange.caller = known.caller;
  const state = known.subscriptionEndsAtMs <= exchange.receivedAtMs ? endedState(known.state) : known.state;
  if (state !== "active") {
    return { problem: "subscription-not-active", detail: `The subscription is ${state}.`, extensions: { state } };
  }
  const { plan } = known;
  if (plan === undefined || !plan.apis.has(exchange.api.id)) {
    return { problem: "api-not-in-plan", detail: "The subscription's plan does not open this API." };
  }
  exchange.plan = plan;
  return undefined;
}

/** What the clock makes of a state, also when the control plane is away. */
function endedState(state: SubscriptionState): SubscriptionState {
  return state === "active" || state === "suspended" || state === "paused" ? "expired" : state;
}

function endMs(epochSeconds: number): number {
  return epochSeconds === 0 ? Number.POSITIVE_INFINITY : epochSeconds * 1000;
}
