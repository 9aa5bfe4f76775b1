/**
 * Environment variable → the member of the configuration that it sets. The environment wins over the file.
 * `README.md` explains each; a test keeps the two lists equal.
 */
export const environmentNames = {
  GATEHOUSE_CONTROL_PLANE_URL: "controlPlane.url",
  GATEHOUSE_GATEWAY_TOKEN: "controlPlane.token",
  GATEHOUSE_GATEWAY_TOKEN_FILE: "controlPlane.tokenFile",
  GATEHOUSE_GATEWAY_SNAPSHOT: "snapshotFolder",
  GATEHOUSE_GATEWAY_DATA_DIR: "dataDir",
  GATEHOUSE_GATEWAY_HOST: "traffic.host",
  GATEWAY_PORT: "traffic.port",
  GATEHOUSE_GATEWAY_ADMIN_HOST: "admin.host",
  GATEWAY_ADMIN_PORT: "admin.port",
  GATEHOUSE_GATEWAY_THREADS: "threads",
  GATEHOUSE_TRUSTED_PROXIES: "trustedProxies",
  GATEHOUSE_SIGNING_PUBLIC_KEYS: "signingKeys",
  GATEHOUSE_TRACE_PUBLIC_KEYS: "traceKeys",
  GATEHOUSE_GROUP_KEY: "groupKey",
  GATEHOUSE_GATEWAY_VALUES_DIR: "valuesDir",
  GATEHOUSE_GATEWAY_HEAD_BYTES_MAX: "bounds.headBytesMax",
  GATEHOUSE_GATEWAY_TARGET_BYTES_MAX: "bounds.targetBytesMax",
  GATEHOUSE_GATEWAY_HEADER_LINES_MAX: "bounds.headerLinesMax",
  GATEHOUSE_GATEWAY_HEAD_TIMEOUT: "bounds.headTimeout",
  GATEHOUSE_GATEWAY_KEEP_ALIVE_TIMEOUT: "bounds.keepAliveTimeout",
  GATEHOUSE_GATEWAY_BODY_IDLE_TIMEOUT: "bounds.bodyIdleTimeout",
  GATEHOUSE_GATEWAY_SEND_IDLE_TIMEOUT: "bounds.sendIdleTimeout",
  GATEHOUSE_GATEWAY_CONNECTIONS_MAX: "bounds.connectionsMax",
  REDIS_URL: "redis.url",
  GATEHOUSE_REDIS_TIMEOUT: "redis.timeout",
  GATEHOUSE_REDIS_WHEN_AWAY: "redis.whenAway",
  GATEHOUSE_REDIS_GATEWAYS: "redis.gateways",
  GATEHOUSE_REDIS_PREFIX: "redis.prefix",
  GATEHOUSE_GATEWAY_SPOOL_MAX: "spoolMax",
  GATEHOUSE_GATEWAY_SNAPSHOTS_KEPT: "snapshotsKept",
  GATEHOUSE_GATEWAY_STOP_TIMEOUT: "stopTimeout",
  GATEHOUSE_ACCESS_LOG: "accessLog.to",
  GATEHOUSE_ACCESS_LOG_FIELDS: "accessLog.fields",
  GATEHOUSE_PRIVACY_CLIENT_ADDRESS: "privacy.clientAddress",
  GATEHOUSE_PRIVACY_MASKED_PARAMETERS: "privacy.maskedParameters",
  OTEL_EXPORTER_OTLP_ENDPOINT: "otlp.endpoint",
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "otlp.tracesEndpoint",
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "otlp.metricsEndpoint",
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "otlp.logsEndpoint",
  OTEL_EXPORTER_OTLP_HEADERS: "otlp.headers",
  OTEL_EXPORTER_OTLP_PROTOCOL: "otlp.protocol",
  OTEL_EXPORTER_OTLP_TIMEOUT: "otlp.timeout",
  OTEL_TRACES_SAMPLER_ARG: "otlp.sampleRatio",
  OTEL_METRIC_EXPORT_INTERVAL: "otlp.metricsInterval",
  OTEL_SERVICE_NAME: "otlp.serviceName",
  OTEL_RESOURCE_ATTRIBUTES: "otlp.resourceAttributes",
  OTEL_SDK_DISABLED: "otlp.disabled",
  GATEHOUSE_GATEWAY_LOG_LEVEL: "logLevel",
} as const;

/** Names the configuration file (YAML or JSON); `--config` wins over it. */
export const CONFIG_FILE_VARIABLE = "GATEHOUSE_GATEWAY_CONFIG";

export function environmentNameOf(path: string): string | undefined {
  return Object.entries(environmentNames).find(([, member]) => path === member || path.startsWith(`${member}.`))?.[0];
}
