import { policyRegistry } from "../../gateway-client/policies/registry.ts";
import type { CachePurge, SettingsPart } from "../contract/settings.ts";
import type { ApiPart, KeysPart, PlansPart, SubscriptionsPart } from "../contract/snapshot.ts";
import type { KeySource, PlanSource, SubscriptionSource } from "./sources.ts";

/** The parts beside those of APIs: pure functions of rows, too. Order does not matter, canonical JSON sorts. */
export function compilePlans(plans: readonly PlanSource[]): PlansPart {
  return { plans: Object.fromEntries(plans.map(({ id, ...plan }) => [id, { ...plan, apis: [...plan.apis].sort() }])) };
}

export function compileSubscriptions(subscriptions: readonly SubscriptionSource[]): SubscriptionsPart {
  return {
    subscriptions: Object.fromEntries(
      subscriptions.map(({ id, plan, application, state, endsAtSeconds }) => [
        id,
        { plan, application, state, endsAt: endsAtSeconds },
      ]),
    ),
  };
}

export function compileKeys(keys: readonly KeySource[]): KeysPart {
  return {
    keys: Object.fromEntries(
      keys.map(({ hash, subscription, endsAtSeconds }) => [hash, [subscription, endsAtSeconds ?? 0]]),
    ),
  };
}

export function compileSettings(publicUrls: readonly string[], purges: readonly CachePurge[] = []): SettingsPart {
  return { publicUrls: [...publicUrls], ...(purges.length > 0 && { purges: [...purges] }) };
}

/** Capabilities that a gateway needs for an API, sorted. */
export function requirementsOf(api: ApiPart): string[] {
  const documents = api.versions.flatMap((version) => version.documents);
  const steps = documents.flatMap((document) => Object.values(document).flat());
  return [...new Set(steps.map(({ policy }) => `policy:${policy}@${policyRegistry.get(policy)?.version ?? 0}`))].sort();
}

/** Where an API answers, `<host or *> <base path>`: what a gateway's router tells APIs apart by. */
export function routesOf({ hosts, basePath }: ApiPart): string[] {
  return (hosts.length === 0 ? ["*"] : hosts).map((host) => `${host} ${basePath}`);
}
