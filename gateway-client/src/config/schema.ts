import { z } from "zod";
import { accessLogFields } from "../access-log/fields.ts";
import { whenAway } from "../limits/redis/when-away.ts";
import {
  durationBetween,
  httpUrl,
  isAddressOrRange,
  isEd25519Key,
  port,
  sizeBetween,
  splitFiles,
  splitKeys,
  splitList,
  splitPairs,
  text,
  toBoolean,
  toMilliseconds,
  toNumber,
  wholeNumber,
} from "./fields.ts";

const DEFAULT_FIELDS = [
  "time",
  "requestId",
  "method",
  "path",
  "status",
  "durationMs",
  "upstreamMs",
  "bytesIn",
  "bytesOut",
  "api",
  "version",
  "operation",
  "subscription",
  "clientAddress",
] as const;

/** Names under which credentials and what stands for a person travel in addresses. */
const MASKED_PARAMETERS = [
  "access_token",
  "api_key",
  "apikey",
  "api-key",
  "x-api-key",
  "key",
  "token",
  "id_token",
  "refresh_token",
  "client_secret",
  "password",
  "secret",
  "sig",
  "signature",
  "code",
  "session",
  "email",
] as const;

/**
 * Everything that can be set on a gateway, with its default. A file holds these members; the environment sets the same
 * ones under the names in `environment.ts`. Messages complete the sentence "<setting> …".
 */
export const gatewayConfig = z.strictObject({
  /** Where snapshots come from and telemetry goes; left out with `snapshotFolder`. */
  controlPlane: z
    .strictObject({
      url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }),
      token: text().optional(),
      /** Read anew at every call, so that a token can be rotated without a restart. */
      tokenFile: text().optional(),
    })
    .optional(),
  /** A folder written by `gatehouse build`, served and watched instead of a control plane. */
  snapshotFolder: text().optional(),
  dataDir: text().default(".gatehouse-gateway"),
  traffic: z.strictObject({ host: text().default("0.0.0.0"), port: port().default(8080) }).prefault({}),
  /** TLS on a port beside the plain one, on the same host; none when left out. */
  https: z
    .strictObject({
      port: port().default(8443),
      /** PEM files; the first is shown to callers that name no host that another is for. Read again when they change. */
      certificates: z.preprocess(
        splitFiles,
        z
          .array(z.strictObject({ certFile: text(), keyFile: text().optional() }), "must name certificate files")
          .min(1, "must name a certificate file")
          .max(1000),
      ),
      /** Who may vouch for callers' certificates, PEM. */
      clientCaFile: text().optional(),
      /** Whether callers are asked for a certificate; what one may do is a policy's business. */
      clientCertificates: z.enum(["none", "request"]).default("none"),
      /** Backends are told of the caller's certificate in `Client-Cert` (RFC 9440). */
      forwardClientCertificates: z.preprocess(toBoolean, z.boolean("must be true or false")).default(false),
    })
    .optional(),
  admin: z.strictObject({ host: text().default("127.0.0.1"), port: port().default(8081) }).prefault({}),
  threads: wholeNumber(1, 64).default(1),
  /** Addresses and ranges whose forwarding headers are believed. */
  trustedProxies: z
    .preprocess(
      splitList,
      z.array(z.string().refine(isAddressOrRange, "must be IP addresses or CIDR ranges")).max(1000),
    )
    .default([]),
  /** Key id → Ed25519 public key (SPKI, base64) of those who may sign snapshots. */
  signingKeys: z
    .preprocess(
      splitKeys,
      z.record(z.string(), z.string().refine(isEd25519Key, "must be key ids with Ed25519 public keys (SPKI, base64)")),
    )
    .default({}),
  /** The same for trace tokens alone, beside those who may sign snapshots. */
  traceKeys: z
    .preprocess(
      splitKeys,
      z.record(z.string(), z.string().refine(isEd25519Key, "must be key ids with Ed25519 public keys (SPKI, base64)")),
    )
    .default({}),
  /** Opens the sealed values of the gateway's group. */
  groupKey: z
    .string()
    .refine((value) => Buffer.from(value, "base64").length === 32, "must be base64 of 32 bytes")
    .optional(),
  /** The only folder whose files named values may be read from. */
  valuesDir: text().optional(),
  /** Per thread; what they mean to a caller is said beside each. */
  bounds: z
    .strictObject({
      /** Request line and header fields together; over it 431. */
      headBytesMax: sizeBetween("1KiB", "1MiB").default("32KiB"),
      /** Path and query; over it 414. */
      targetBytesMax: sizeBetween("1KiB", "64KiB").default("8KiB"),
      /** Header fields; over it 431. */
      headerLinesMax: wholeNumber(10, 10_000).default(100),
      /** From the first byte of a request to the end of its header; over it 408. */
      headTimeout: durationBetween("1s", "10m").default("10s"),
      /** A kept connection without a request is closed after it. */
      keepAliveTimeout: durationBetween("1s", "1h").default("75s"),
      /** Without a byte of a body that is waited for; over it 408. */
      bodyIdleTimeout: durationBetween("1s", "1h").default("30s"),
      /** Without the caller taking a byte of the answer; then the connection is cut. */
      sendIdleTimeout: durationBetween("1s", "1h").default("60s"),
      /** For the handshake of TLS; over it the connection is cut. */
      handshakeTimeout: durationBetween("1s", "5m").default("10s"),
      /** Calls at one time on a connection of HTTP/2. */
      streamsMax: wholeNumber(1, 10_000).default(100),
      /** A frame of a WebSocket; over it the connection is closed with 1009. */
      webSocketFrameMax: sizeBetween("1KiB", "1GiB").default("1MiB"),
      /** The frames of one message together. */
      webSocketMessageMax: sizeBetween("1KiB", "64GiB").default("16MiB"),
      /** A WebSocket without a byte either way is closed with 1001. */
      webSocketIdleTimeout: durationBetween("1s", "24h").default("10m"),
      /** More connections are closed at once. */
      connectionsMax: wholeNumber(1, 1_000_000).default(20_000),
    })
    .prefault({}),
  /** The store in which all gateways count limits and quotas; left out, each counts for itself. */
  redis: z
    .strictObject({
      url: z.string().regex(/^rediss?:\/\/./, "must be a redis:// or rediss:// address"),
      /** For each check; over it, it is decided without the store. */
      timeout: durationBetween("5ms", "5s").default("50ms"),
      /** While the store does not answer: this gateway's share of each limit, every call, or none. */
      whenAway: z.enum(whenAway).default("local"),
      /** How many gateways share a limit; counted in the store when left out. */
      gateways: wholeNumber(1, 100_000).optional(),
      prefix: text().default("gatehouse:"),
    })
    .optional(),
  /** Telemetry on disk that the control plane has not taken yet. */
  spoolMax: sizeBetween("1MiB", "1024GiB").default("4GiB"),
  /** Stored answers in memory, of the process: divided among its threads. */
  cacheMax: sizeBetween("1MiB", "1024GiB").default("64MiB"),
  /** Generations kept on disk. */
  snapshotsKept: wholeNumber(1, 100).default(3),
  /** How long requests in flight may go on after SIGTERM. */
  stopTimeout: durationBetween("0s", "1h").default("30s"),
  /** A line for each call; left out, there are none. */
  accessLog: z
    .strictObject({
      /** `stdout`, or a file that SIGHUP opens anew. */
      to: text(),
      fields: z.preprocess(splitList, z.array(z.enum(accessLogFields)).min(1)).default([...DEFAULT_FIELDS]),
    })
    .optional(),
  /** Where files of the policy `log-to` are; without it none is written. */
  logDir: text().optional(),
  /** What the access log and spans keep of callers. */
  privacy: z
    .strictObject({
      /** A network of the caller's address, all of it, or nothing. */
      clientAddress: z.enum(["truncated", "full", "none"]).default("truncated"),
      /** Query parameters whose values are not kept, beside those that carry keys of the API. */
      maskedParameters: z.preprocess(splitList, z.array(text()).max(100)).default([...MASKED_PARAMETERS]),
    })
    .prefault({}),
  /** Where spans, metrics and log records of OpenTelemetry go, by OTLP over HTTP; nowhere without an address. */
  otlp: z
    .strictObject({
      /** `/v1/traces`, `/v1/metrics` and `/v1/logs` are added to it. */
      endpoint: httpUrl().optional(),
      /** In place of the common one; nothing is added. */
      tracesEndpoint: httpUrl().optional(),
      metricsEndpoint: httpUrl().optional(),
      logsEndpoint: httpUrl().optional(),
      headers: z.preprocess(splitPairs, z.record(text(), text())).default({}),
      protocol: z.enum(["http/protobuf", "http/json"], "must be http/protobuf or http/json").default("http/protobuf"),
      /** Of traces that begin here; where a caller has decided, that counts. */
      sampleRatio: z.preprocess(toNumber, z.number("must be a number from 0 to 1").min(0).max(1)).default(1),
      metricsInterval: z.preprocess(toMilliseconds, durationBetween("1s", "1h")).default("60s"),
      timeout: z.preprocess(toMilliseconds, durationBetween("100ms", "10m")).default("10s"),
      serviceName: text().default("gatehouse-gateway"),
      resourceAttributes: z.preprocess(splitPairs, z.record(text(), text())).default({}),
      disabled: z.preprocess(toBoolean, z.boolean("must be true or false")).default(false),
    })
    .optional(),
  logLevel: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type GatewayConfig = z.infer<typeof gatewayConfig>;
