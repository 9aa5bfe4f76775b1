import { randomUUID } from "node:crypto";
import { bytes, milliseconds } from "@gatehouse/contract/units.ts";
import type { AccessLogField } from "../access-log/fields.ts";
import type { GatewayConfig } from "../config/schema.ts";
import type { TrafficBounds } from "../http/traffic-server.ts";
import type { SharedLimits } from "../limits/limits.ts";
import type { RedisSettings } from "../limits/redis/link.ts";
import { addressOf } from "../otlp/settings.ts";
import type { Ring } from "../telemetry/ring.ts";
import type { ThreadFigures } from "../telemetry/thread-figures.ts";
import { redisSettings } from "./limit-store.ts";

/** What a thread is started with: its part of the configuration, and memory that it shares. */
export interface ThreadData extends ThreadSettings {
  index: number;
  ring: Ring;
  limits: SharedLimits;
  figures: ThreadFigures;
}

export interface ThreadSettings {
  /** Where threads tell each other of backends: no other gateway of the process has a channel of that name. */
  gossipChannel: string;
  trustedProxies: string[];
  groupKey: string | undefined;
  valuesDir: string | undefined;
  logLevel: string;
  accessLogFields: AccessLogField[] | undefined;
  /** The part of new traces that is sampled; undefined where spans go nowhere. */
  sampleRatio: number | undefined;
  privacy: GatewayConfig["privacy"];
  /** Key id → Ed25519 public key of those who may sign trace tokens. */
  traceKeys: Record<string, string>;
  /** The store in which all gateways count limits. */
  redis: RedisSettings | undefined;
  /** For stored answers: this thread's part. */
  cacheBytesMax: number;
  bounds: TrafficBounds;
  /** Of callers, on the port with TLS. */
  asksForCertificates: boolean;
  /** To backends. */
  forwardsCertificates: boolean;
}

/** What a thread must know of the configuration, and no more: it is copied to each. */
export function threadSettings(config: GatewayConfig, node: string): ThreadSettings {
  const { trustedProxies, groupKey, valuesDir, logLevel, bounds, signingKeys, traceKeys, accessLog, otlp, privacy } =
    config;
  return {
    gossipChannel: `gatehouse-${node}-${randomUUID()}`,
    trustedProxies,
    groupKey,
    valuesDir,
    logLevel,
    accessLogFields: accessLog?.fields,
    sampleRatio: addressOf(otlp, "traces") === undefined ? undefined : otlp?.sampleRatio,
    privacy,
    traceKeys: { ...signingKeys, ...traceKeys },
    redis: redisSettings(config, node),
    cacheBytesMax: Math.floor(bytes(config.cacheMax) / config.threads),
    bounds: {
      headBytesMax: bytes(bounds.headBytesMax),
      targetBytesMax: bytes(bounds.targetBytesMax),
      headerLinesMax: bounds.headerLinesMax,
      headTimeoutMs: milliseconds(bounds.headTimeout),
      keepAliveTimeoutMs: milliseconds(bounds.keepAliveTimeout),
      bodyIdleTimeoutMs: milliseconds(bounds.bodyIdleTimeout),
      sendIdleTimeoutMs: milliseconds(bounds.sendIdleTimeout),
      connectionsMax: bounds.connectionsMax,
      handshakeTimeoutMs: milliseconds(bounds.handshakeTimeout),
      streamsMax: bounds.streamsMax,
      webSocketFrameBytesMax: bytes(bounds.webSocketFrameMax),
      webSocketMessageBytesMax: bytes(bounds.webSocketMessageMax),
      webSocketIdleTimeoutMs: milliseconds(bounds.webSocketIdleTimeout),
    },
    asksForCertificates: config.https?.clientCertificates === "request",
    forwardsCertificates: config.https?.forwardClientCertificates ?? false,
  };
}
