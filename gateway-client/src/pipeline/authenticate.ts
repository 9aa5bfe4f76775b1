import { isMistypedApiKey } from "@gatehouse/contract/keys.ts";
import type { SubscriptionState } from "@gatehouse/contract/snapshot.ts";
import { counterKey } from "../../policies/counter-key.ts";
import type { Outcome, Refusal } from "../../policies/define.ts";
import type { Caller } from "../../policies/exchange.ts";
import type { Authenticator, GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { LoadedPlan, LoadedSnapshot } from "../snapshot/loaded.ts";

const KEYS_REMEMBERED = 10_000;
const CHALLENGE: readonly string[] = ["www-authenticate", 'ApiKey realm="gatehouse"'];

interface KnownKey {
  readonly caller: Caller;
  readonly plan: LoadedPlan | undefined;
  readonly state: SubscriptionState;
  readonly subscriptionEndsAtMs: number;
  readonly keyEndsAtMs: number;
}

/**
 * The built-in authentication by API key. Remembers the owners of the keys that it saw, as long as its snapshot is served; only
 * valid keys are remembered, so that guessing costs no memory.
 */
export class KeyAuthenticator implements Authenticator {
  readonly snapshot: LoadedSnapshot;
  readonly #known = new Map<string, KnownKey>();

  constructor(snapshot: LoadedSnapshot) {
    this.snapshot = snapshot;
  }

  /** Puts the caller into the exchange, or refuses it. */
  authenticate(exchange: GatewayExchange): Outcome {
    const { keyNames } = exchange.api;
    if (keyNames === undefined) return undefined;
    const key = takeKey(exchange, keyNames);
    if (key === undefined || key === "") return missing(keyNames);
    const known = this.#known.get(key) ?? this.#find(key);
    if (known === undefined) return invalid();
    if (known.keyEndsAtMs <= exchange.receivedAtMs) return invalid();
    // Known from here on, so that the subscriber sees refused calls as well.
    exchange.caller = known.caller;

    const state = known.subscriptionEndsAtMs <= exchange.receivedAtMs ? endedState(known.state) : known.state;
    if (state !== "active") return notActive(state);
    const { plan } = known;
    if (plan === undefined || !plan.apis.has(exchange.api.id)) {
      return { problem: "api-not-in-plan", detail: "The subscription's plan does not open this API." };
    }
    exchange.plan = plan;
    return undefined;
  }

  #find(key: string): KnownKey | undefined {
    if (isMistypedApiKey(key)) return undefined;
    const owner = this.snapshot.directory.findOwner(key);
    if (owner === undefined) return undefined;
    const { subscription, keyEndsAt } = owner;
    const plan = this.snapshot.plans.get(subscription.plan);
    const known: KnownKey = {
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
      keyEndsAtMs: endMs(keyEndsAt),
    };
    if (this.#known.size >= KEYS_REMEMBERED) this.#known.clear();
    this.#known.set(key, known);
    return known;
  }
}

type KeyNames = NonNullable<GatewayExchange["api"]["keyNames"]>;

/** Headers come before query parameters; those of the query are taken out of it, so that no backend or log sees them. */
function takeKey(exchange: GatewayExchange, names: KeyNames): string | undefined {
  let key: string | undefined;
  for (const name of names.headers) key ??= exchange.header(name);
  if (names.query.length === 0 || exchange.query === "") return key;

  const rest: string[] = [];
  for (const pair of exchange.query.split("&")) {
    const end = pair.indexOf("=");
    const name = decoded(end < 0 ? pair : pair.slice(0, end));
    if (!names.query.includes(name)) rest.push(pair);
    else if (end >= 0) key ??= decoded(pair.slice(end + 1));
  }
  exchange.query = rest.join("&");
  return key;
}

/** Form encoding undone; text that is broken stays as it is and matches nothing. */
function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text
    .replaceAll("+", " ")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function missing(names: KeyNames): Refusal {
  const places = [...names.headers.map((name) => `the header ${name}`), ...names.query.map((name) => `?${name}=`)];
  return {
    problem: "subscription-key-missing",
    detail: `Send your key in ${places.join(" or ")}.`,
    headers: CHALLENGE,
  };
}

function invalid(): Refusal {
  return { problem: "subscription-key-invalid", detail: "The key is unknown, revoked or expired.", headers: CHALLENGE };
}

function notActive(state: SubscriptionState): Refusal {
  return { problem: "subscription-not-active", detail: `The subscription is ${state}.`, extensions: { state } };
}

/** What the clock makes of a state, also when the control plane is away. */
function endedState(state: SubscriptionState): SubscriptionState {
  return state === "active" || state === "suspended" || state === "paused" ? "expired" : state;
}

function endMs(epochSeconds: number): number {
  return epochSeconds === 0 ? Number.POSITIVE_INFINITY : epochSeconds * 1000;
}
