import type { GatewayConfig } from "../config/schema.ts";

/** A signal of OpenTelemetry, as the last part of its address names it. */
export type Signal = "traces" | "metrics" | "logs";

/** Where a signal goes; undefined where nobody wants it. */
export function addressOf(otlp: GatewayConfig["otlp"], signal: Signal): string | undefined {
  if (otlp === undefined || otlp.disabled) return undefined;
  const own = otlp[`${signal}Endpoint`];
  if (own !== undefined) return own;
  return otlp.endpoint === undefined ? undefined : `${otlp.endpoint.replace(/\/+$/, "")}/v1/${signal}`;
}
