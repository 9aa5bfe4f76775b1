import type { Ended } from "../../policies/exchange.ts";
import { keptAddress } from "../access-log/client-address.ts";
import { maskQuery, type Privacy } from "../access-log/privacy.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import { beginSpan, isSampled, type SpanContext } from "./span-context.ts";

/** The span of one call, plain, so that it can cross threads. */
export interface CallSpan extends SpanContext {
  name: string;
  traceState: string | undefined;
  /** Epoch milliseconds, with a fraction. */
  startMs: number;
  durationMs: number;
  status: number;
  /** By the semantic conventions of HTTP spans of OpenTelemetry. */
  attributes: Record<string, string | number>;
}

export interface CallSpansSettings extends Privacy {
  sampleRatio: number;
}

const METHODS = new Set(["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"]);
const HAND_ON_SPANS = 200;
const COMPARE_EVERY_MS = 60_000;

/** Spans of one thread, joined until it is worth to hand them on. */
export class CallSpans {
  readonly #settings: CallSpansSettings;
  readonly #handOn: (spans: CallSpan[]) => void;
  #spans: CallSpan[] = [];
  #comparedAtMs = Number.NEGATIVE_INFINITY;
  #differenceMs = 0;

  constructor(settings: CallSpansSettings, handOn: (spans: CallSpan[]) => void) {
    this.#settings = settings;
    this.#handOn = handOn;
  }

  begin(exchange: GatewayExchange): SpanContext {
    const traceparent = findHeader(exchange.incoming.headerLines, "traceparent");
    return beginSpan(traceparent, exchange.requestId, this.#settings.sampleRatio);
  }

  end(span: SpanContext, exchange: GatewayExchange, ended: Ended): void {
    if (!isSampled(span)) return;
    const { matched, method, path, belowAt } = exchange;
    const route = matched && path.slice(0, belowAt) + (matched.template === "/" ? "" : matched.template);
    const known = METHODS.has(method) ? method : "HTTP";
    this.#spans.push({
      ...span,
      name: route === undefined ? known : `${known} ${route || "/"}`,
      traceState: span.parentSpanId === undefined ? undefined : findHeader(exchange.incoming.headerLines, "tracestate"),
      startMs: this.#wallClock(exchange.beganMs),
      durationMs: ended.durationMs,
      status: ended.status,
      attributes: attributesOf(exchange, ended, route, this.#settings),
    });
    if (this.#spans.length >= HAND_ON_SPANS) this.flush();
  }

  /** The monotonic clock as the wall has it. The wall's is set now and then, so the difference is looked at anew. */
  #wallClock(monotonicMs: number): number {
    if (monotonicMs - this.#comparedAtMs > COMPARE_EVERY_MS) {
      this.#comparedAtMs = performance.now();
      this.#differenceMs = Date.now() - this.#comparedAtMs;
    }
    return this.#differenceMs + monotonicMs;
  }

  flush(): void {
    if (this.#spans.length === 0) return;
    const spans = this.#spans;
    this.#spans = [];
    this.#handOn(spans);
  }
}

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/, the stable ones of a server. */
function attributesOf(
  exchange: GatewayExchange,
  { status, bytesIn, bytesOut }: Ended,
  route: string | undefined,
  privacy: Privacy,
): Record<string, string | number> {
  const { incoming, method, matched, caller, upstreamMs, refusedWith } = exchange;
  const attributes: Record<string, string | number> = {
    "http.request.method": METHODS.has(method) ? method : "_OTHER",
    "http.response.status_code": status,
    "http.request.body.size": bytesIn,
    "http.response.body.size": bytesOut,
    "url.path": exchange.path,
    "url.scheme": incoming.isSecure ? "https" : "http",
    "network.protocol.version": incoming.httpVersion === "2.0" ? "2" : incoming.httpVersion,
  };
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== "") attributes[name] = value;
  };
  if (!METHODS.has(method)) set("http.request.method_original", method);
  set("http.route", route === "" ? "/" : route);
  set("url.query", maskQuery(exchange, privacy.maskedParameters));
  const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(incoming.authority) ?? [];
  set("server.address", host);
  set("server.port", port === undefined ? undefined : Number(port));
  set("client.address", keptAddress(exchange.clientAddress, privacy.clientAddress));
  set("user_agent.original", findHeader(incoming.headerLines, "user-agent"));
  if (status >= 500) set("error.type", refusedWith ?? String(status));
  set("gatehouse.api", matched?.version.api.slug);
  set("gatehouse.version", matched?.version.name);
  set("gatehouse.operation", matched?.id);
  set("gatehouse.subscription", caller?.subscription);
  set("gatehouse.request_id", exchange.requestId);
  if (upstreamMs >= 0) set("gatehouse.upstream.duration", upstreamMs / 1000);
  return attributes;
}
