import { milliseconds } from "@gatehouse/contract/units.ts";
import { type Metric, single } from "../admin/exposition.ts";
import type { GatewayConfig } from "../config/schema.ts";
import type { SharedLimits } from "../limits/limits.ts";
import type { RedisSettings } from "../limits/redis/link.ts";
import { FleetSize, type LinkReport, readLinkState } from "../limits/redis/link-state.ts";

/** What the reports say of the store in which gateways count together. */
export interface LimitStore {
  status(): (LinkReport & { store: "redis"; whenAway: string }) | { store: "memory" };
  metrics(): Metric[];
  /** What is not well, in words. */
  readonly trouble: string | null;
  /** How many gateways there are by what the control plane says: counts until the store itself has told. */
  setGateways(count: number): void;
}

export function limitStoreOf({ redis }: GatewayConfig, limits: SharedLimits): LimitStore {
  if (redis === undefined)
    return { status: () => ({ store: "memory" }), metrics: () => [], trouble: null, setGateways: () => undefined };
  const report = () => readLinkState(limits.links);
  const { whenAway } = redis;
  const fleet = new FleetSize(limits.links);
  return {
    status: () => ({ store: "redis", whenAway, ...report() }),
    metrics: () => metricsOf(report()),
    setGateways: (count) => fleet.write(count),
    get trouble() {
      const { threadsWithout } = report();
      return threadsWithout === 0 ? null : `Redis does not answer ${threadsWithout} threads; limits: ${whenAway}.`;
    },
  };
}

/** What a thread must know of it. */
export function redisSettings({ redis }: GatewayConfig, node: string): RedisSettings | undefined {
  if (redis === undefined) return undefined;
  const { url, prefix, whenAway, gateways } = redis;
  return { url, prefix, whenAway, gateways, timeoutMs: milliseconds(redis.timeout), node };
}

function metricsOf({ asked, failed, decidedWithout, threadsWithout, gateways }: LinkReport): Metric[] {
  const name = (text: string) => `gatehouse_gateway_limit_store_${text}`;
  return [
    single(
      name("up"),
      "1 when every thread is answered by the store of limits.",
      "gauge",
      threadsWithout === 0 ? 1 : 0,
    ),
    single(name("checks_total"), "Checks sent to the store.", "counter", asked),
    single(name("failures_total"), "Checks that the store did not answer in time.", "counter", failed),
    single(name("decided_without_total"), "Checks decided without the store.", "counter", decidedWithout),
    single(name("gateways"), "Gateways that share the limits, as far as known.", "gauge", gateways),
  ];
}
