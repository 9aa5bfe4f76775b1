import { PROBLEM_MEDIA_TYPE, Problem, type ProblemSlug, problemDetails } from "@gatehouse/contract/problem.ts";
import type { Ended } from "../../policies/exchange.ts";
import { ValueStore } from "../../policies/value-store.ts";
import type { AccessLog } from "../access-log/access-log.ts";
import { type BackendGossip, Backends } from "../backends/backends.ts";
import { AnswerCache, type AnswerCacheOptions } from "../cache/answer-cache.ts";
import { PeerDirectory } from "../exchange/client-address.ts";
import type { ForwardedStyle } from "../exchange/forwarded.ts";
import { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { NodeServices } from "../exchange/node-services.ts";
import { makeId } from "../exchange/trace-context.ts";
import type { FindAddresses } from "../http1/addresses.ts";
import { createHttp1Server, defaultBounds, type Http1Server, type Http1ServerOptions } from "../http1/server.ts";
import type { IncomingExchange } from "../http1/transport.ts";
import { openLimits, type SharedLimits } from "../limits/limits.ts";
import type { QuotaNotices } from "../limits/quota-notices.ts";
import type { RedisSettings } from "../limits/redis/link.ts";
import type { CallSpans } from "../otlp/call-spans.ts";
import { CallerAuthenticator } from "../pipeline/authenticate.ts";
import { isStillLetIn, runFrame } from "../pipeline/frame.ts";
import { countQuotaBytes } from "../pipeline/plan-limits.ts";
import { conclude, guarded } from "../pipeline/run.ts";
import { BackendPools } from "../proxy/backend-pools.ts";
import { TotalDeadlines } from "../proxy/total-deadlines.ts";
import { Tunnels } from "../proxy/tunnels.ts";
import type { LoadedSnapshot } from "../snapshot/loaded.ts";
import type { Recorder } from "../telemetry/recorder-type.ts";
import { createFigures } from "../telemetry/thread-figures.ts";
import type { TlsMaterial } from "../tls/material.ts";
import { Tracing, type TracingOptions } from "../tracing/tracing.ts";
import type { ListenOptions } from "./listen.ts";
import { createSecurePort, type SecurePort } from "./secure-port.ts";

export interface TrafficServerOptions {
  /** Read at the beginning of each exchange: put another snapshot in, and the next exchange is on it. */
  holder: { current: LoadedSnapshot | undefined };
  limits: SharedLimits;
  /** The store in which all gateways count; left out, this one counts for itself. */
  redis?: RedisSettings | undefined;
  /** Which of the node's threads this is, from 0. */
  thread?: number;
  /** Tells the node's other threads what this one found out of backends. */
  gossip?: BackendGossip;
  /** How names of backends are looked up: by the system unless told otherwise. */
  findAddresses?: FindAddresses;
  recorder: Recorder;
  quotaNotices?: QuotaNotices;
  /** What this thread may keep of answers, and where it says what it keeps. */
  cache?: AnswerCacheOptions;
  /** Addresses and CIDR ranges of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies?: readonly string[];
  forwardedStyle?: ForwardedStyle;
  bounds?: Partial<TrafficBounds>;
  /** Whether callers on the secure port are asked for a certificate. */
  asksForCertificates?: boolean;
  /** Whether backends are told of a certificate that is trusted (RFC 9440). */
  forwardsCertificates?: boolean;
  /** The system's clock unless told otherwise, in epoch milliseconds. */
  now?: () => number;
  accessLog?: AccessLog | undefined;
  spans?: CallSpans | undefined;
  reports?: NodeServices["reports"];
  /** Left out, no call is traced. */
  tracing?: TracingOptions | undefined;
  logError(error: unknown, requestId: string): void;
}

const trafficBounds = {
  ...defaultBounds,
  handshakeTimeoutMs: 10_000,
  streamsMax: 100,
  webSocketFrameBytesMax: 1024 * 1024,
  webSocketMessageBytesMax: 16 * 1024 * 1024,
  webSocketIdleTimeoutMs: 10 * 60_000,
};
export type TrafficBounds = typeof trafficBounds;

export interface TrafficServer {
  /** Resolves to the port. Rejects when it cannot be had. */
  listen(options: ListenOptions): Promise<number>;
  /** Brings the certificates for TLS, or others in place of those. */
  secure(material: TlsMaterial): void;
  /** As `listen`, for TLS: not before there are certificates. */
  listenSecurely(options: ListenOptions): Promise<number>;
  /** Stops accepting, lets what is in flight finish for so long, then cuts it. */
  close(graceMs: number): Promise<void>;
  readonly requestsInFlight: number;
  readonly webSockets: number;
  /** Handshakes of TLS that came to nothing, since the start. */
  readonly failedHandshakes: number;
  /** Open connections of callers. */
  readonly connections: number;
  /** What is known of backends and watched: checks begin with the snapshot, not with its first call. */
  readonly backends: Backends;
}

/** What is kept of answers where nothing else is said. */
const CACHE_BYTES_MAX = 64 * 1024 * 1024;
/** The status of a call whose caller was gone before there was one, as nginx counts it. */
const CALLER_GONE = 499;

/** One thread's side of the traffic port. */
export function createTrafficServer(options: TrafficServerOptions): TrafficServer {
  const { holder, recorder } = options;
  const bounds = { ...trafficBounds, ...options.bounds };
  const pools = new BackendPools(options.findAddresses);
  const node: NodeServices = {
    limits: openLimits(options.limits, options.thread, options.redis),
    recorder,
    quotaNotices: options.quotaNotices,
    peers: new PeerDirectory(options.trustedProxies ?? []),
    forwardedStyle: options.forwardedStyle ?? "x-forwarded",
    forwardsCertificates: options.forwardsCertificates ?? false,
    secure: { port: undefined },
    pools,
    backends: new Backends({ pools, isChecking: !options.thread, gossip: options.gossip }),
    deadlines: new TotalDeadlines(),
    tunnels: new Tunnels({
      bounds: {
        frameBytesMax: bounds.webSocketFrameBytesMax,
        messageBytesMax: bounds.webSocketMessageBytesMax,
        idleMs: bounds.webSocketIdleTimeoutMs,
      },
      isStillAllowed: ({ incoming, caller }) =>
        isStillLetIn(new GatewayExchange(incoming, node, authenticatorOf()), caller),
    }),
    values: new ValueStore(),
    cache: new AnswerCache(options.cache ?? { bytesMax: CACHE_BYTES_MAX, figures: createFigures() }),
    accessLog: options.accessLog,
    spans: options.spans,
    reports: options.reports,
    tracing: options.tracing && new Tracing(options.tracing),
    now: options.now ?? Date.now,
    logError: options.logError,
  };
  let inFlight = 0;
  let authenticator: CallerAuthenticator | undefined;
  const authenticatorOf = () => {
    if (authenticator?.snapshot !== holder.current) {
      authenticator = holder.current && new CallerAuthenticator(holder.current);
      node.backends.serve(holder.current);
      node.cache.purge(holder.current?.settings.purges ?? []);
    }
    return authenticator;
  };

  const onExchange = (incoming: IncomingExchange) => {
    const exchange = new GatewayExchange(incoming, node, authenticatorOf());
    inFlight++;
    incoming.onClose = () => {
      inFlight--;
      finish(exchange);
    };
    guarded(exchange, exchange.authenticator === undefined ? refuseNotReady : runFrame);
  };
  const refusal: Http1ServerOptions["refusal"] = (fault) => {
    recorder.record(null, null, null, fault.status, 0, 0, 0, -1);
    return syntaxProblem(fault.status, fault.message);
  };

  const http1 = createHttp1Server({ onExchange, refusal, bounds });
  let securePort: SecurePort | undefined;
  return {
    listen: (where) => http1.listen(where),
    secure(material) {
      const { asksForCertificates = false } = options;
      if (securePort !== undefined) securePort.renew(material);
      else securePort = createSecurePort({ material, asksForCertificates, http1, onExchange, refusal, bounds });
    },
    async listenSecurely(where) {
      if (securePort === undefined) throw new TypeError("certificates come first");
      node.secure.port = await securePort.listen(where);
      return node.secure.port;
    },
    close: (graceMs) => closeAll([http1, ...(securePort ? [securePort] : [])], node, graceMs),
    backends: node.backends,
    get requestsInFlight() {
      return inFlight;
    },
    get webSockets() {
      return node.tunnels.count;
    },
    get failedHandshakes() {
      return securePort?.failedHandshakes ?? 0;
    },
    get connections() {
      return http1.connections + (securePort?.connections ?? 0);
    },
  };
}

function refuseNotReady(exchange: GatewayExchange): void {
  conclude(exchange, { problem: "gateway-not-ready", retryAfterSeconds: 1 }, undefined);
}

/** Counts the exchange, once, when its answer is out or its caller gone. */
function finish(exchange: GatewayExchange): void {
  exchange.isOver = true;
  exchange.forwarding?.stop();
  const { incoming, matched, caller, node, status, upstreamMs, beganMs } = exchange;
  const { bytesIn, bytesOut } = incoming;
  const counted = status === 0 ? CALLER_GONE : status;
  const durationMs = performance.now() - beganMs;
  countQuotaBytes(exchange, bytesIn + bytesOut);
  if (isObserved(exchange)) tellEnd(exchange, { status: counted, bytesIn, bytesOut, durationMs });
  node.recorder.record(
    matched?.version.id ?? null,
    matched?.id ?? null,
    caller?.subscription ?? null,
    counted,
    bytesIn,
    bytesOut,
    durationMs,
    upstreamMs,
  );
}

function isObserved({ endCallbacks, trace, span, node }: GatewayExchange): boolean {
  return endCallbacks !== undefined || node.accessLog !== undefined || span !== undefined || trace !== undefined;
}

/** Each for itself: what one policy fails at must not keep another from giving back what it took. */
function tellEnd(exchange: GatewayExchange, ended: Ended): void {
  const { endCallbacks = [], trace, span, node, requestId } = exchange;
  node.accessLog?.write(exchange, ended);
  if (span !== undefined) node.spans?.end(span, exchange, ended);
  if (trace !== undefined) node.tracing?.end(trace, ended);
  for (const callback of endCallbacks) {
    try {
      callback(ended);
    } catch (error) {
      node.logError(error, requestId); // The exchange is over: nobody is left to be answered.
    }
  }
}

async function closeAll(servers: Pick<Http1Server, "close">[], node: NodeServices, graceMs: number): Promise<void> {
  node.tunnels.goAway();
  await Promise.all(servers.map((server) => server.close(graceMs)));
  node.tunnels.close();
  node.backends.close();
  node.pools.close();
  node.deadlines.close();
  node.limits.close();
}

const syntaxProblems: Record<number, ProblemSlug> = {
  414: "uri-too-long",
  417: "expectation-failed",
  421: "misdirected-request",
  431: "request-header-fields-too-large",
};

/** The answer to what is no request. It has an id of its own: the caller's could not be read. */
function syntaxProblem(status: number, detail: string): { headerLines: readonly string[]; body: string } {
  const requestId = makeId();
  const slug = syntaxProblems[status] ?? "bad-request";
  const details = problemDetails(new Problem(slug, detail), { instance: "about:blank", requestId });
  return {
    headerLines: ["content-type", PROBLEM_MEDIA_TYPE, "cache-control", "no-store", "x-request-id", requestId],
    body: JSON.stringify({ ...details, status }),
  };
}
