import type { LookupRules, StoreRules } from "../../policies/answer-rules.ts";
import type { CallerCertificate } from "../../policies/caller-certificate.ts";
import type { Concurrency } from "../../policies/concurrency.ts";
import type { Answer, Outcome } from "../../policies/define.ts";
import type {
  Caller,
  Ended,
  Exchange,
  ExchangeError,
  ForwardTimeouts,
  HeaderLines,
  RetryPlan,
  WayThere,
} from "../../policies/exchange.ts";
import type { HeldBody } from "../../policies/held-body.ts";
import type { Limiter, LocalLimiter, Quotas } from "../../policies/limiter.ts";
import type { Reports } from "../../policies/reports.ts";
import type { ValueStore } from "../../policies/value-store.ts";
import type { IncomingExchange } from "../http1/transport.ts";
import type { SpanContext } from "../otlp/span-context.ts";
import type { CompiledDocument } from "../pipeline/document.ts";
import { readPathParameters } from "../router/operation-tree.ts";
import type { LoadedPlan } from "../snapshot/loaded.ts";
import type { LoadedApi, LoadedBackend, LoadedOperation, LoadedVersion } from "../snapshot/loaded-api.ts";
import { otherAddress } from "../snapshot/other-address.ts";
import type { CallTrace } from "../tracing/call-trace.ts";
import type { AnswerTap } from "./answer-tap.ts";
import type { Authenticator } from "./authenticator.ts";
import type { Peer } from "./client-address.ts";
import { forwardedScheme } from "./forwarded.ts";
import { findHeader, HeaderList, putHeader } from "./header-list.ts";
import { holdRequest } from "./hold-request.ts";
import type { NodeServices } from "./node-services.ts";
import { reportsOf } from "./reports-of.ts";
import { requestLines } from "./request-lines.ts";
import { isRequestId, makeId } from "./trace-context.ts";

/** One exchange on its way through the gateway: what policies see, and what the frame keeps of it. */
export class GatewayExchange implements Exchange {
  readonly incoming: IncomingExchange;
  readonly node: NodeServices;
  /** Knows the snapshot that the exchange began on and ends on; undefined when there is none yet. */
  readonly authenticator: Authenticator | undefined;
  readonly method: string;
  readonly path: string;
  query: string;
  hasQuery: boolean;
  readonly requestId: string;
  readonly receivedAtMs: number;
  /** Monotonic, in milliseconds. */
  readonly beganMs: number;
  readonly peer: Peer;
  readonly clientAddress: string;
  matched: LoadedOperation | undefined = undefined;
  /** Where base path and version end in the path. */
  belowAt = 0;
  document: CompiledDocument | undefined = undefined;
  caller: Caller | undefined = undefined;
  plan: LoadedPlan | undefined = undefined;
  response: { status: number; readonly headers: HeaderList } | undefined = undefined;
  error: ExchangeError | undefined = undefined;
  /** The problem that the exchange was refused with, for logs and spans. */
  refusedWith: string | undefined = undefined;
  answerHeaders: string[] | undefined = undefined;
  vary: string[] | undefined = undefined;
  timeouts: Partial<ForwardTimeouts> | undefined = undefined;
  rewritten: string | undefined = undefined;
  /** The backend's method, where a policy set another one than the caller's. */
  otherMethod: string | undefined = undefined;
  /** Where a policy chose another backend than the version's. */
  otherBackend: LoadedBackend | undefined = undefined;
  /** How the backend is reached, where that is not as usual. */
  wayThere: WayThere | undefined = undefined;
  /** What a policy answers in the backend's place. */
  backendAnswer: Answer | undefined = undefined;
  claims: Readonly<Record<string, unknown>> | undefined = undefined;
  requestBody: HeldBody | undefined = undefined;
  responseBody: HeldBody | undefined = undefined;
  requestBytesMax: number | undefined = undefined;
  retry: RetryPlan | undefined = undefined;
  redirectsMax = 0;
  endCallbacks: ((ended: Ended) => void)[] | undefined = undefined;
  /** Milliseconds that the backend took; negative when none was called. */
  upstreamMs = -1;
  /** The status that calls are counted under; 0 until there is one. */
  status = 0;
  isOver = false;
  /** The protocol that the backend is asked for, where the caller asked for one that is spoken here. */
  upgrade: "websocket" | undefined = undefined;
  /** Looks on while the backend answers, where the cache has something to do with it. */
  answerTap: AnswerTap | undefined = undefined;
  /** What the cache did with the call, as in `Cache-Status`. */
  cacheResult: string | undefined = undefined;
  /** What must end together with the exchange, however that comes. */
  forwarding: { stop(): void } | undefined = undefined;
  /** Its span in a distributed trace, where spans are sent. */
  readonly span: SpanContext | undefined;
  /** Present for a call that asked to be traced, from its route on. */
  trace: CallTrace | undefined = undefined;
  #reports: Reports | undefined = undefined;
  #requestHeaders: HeaderList | undefined = undefined;
  #pathParameters: Map<string, string> | undefined = undefined;
  #variables: Map<string, unknown> | undefined = undefined;

  constructor(incoming: IncomingExchange, node: NodeServices, authenticator: Authenticator | undefined) {
    this.incoming = incoming;
    this.node = node;
    this.authenticator = authenticator;
    this.method = incoming.method;
    const { target } = incoming;
    const mark = target.indexOf("?");
    this.path = mark < 0 ? target : target.slice(0, mark);
    this.query = mark < 0 ? "" : target.slice(mark + 1);
    this.hasQuery = mark >= 0;
    this.receivedAtMs = node.now();
    this.beganMs = performance.now();
    this.peer = node.peers.peer(incoming.remoteAddress);
    this.clientAddress = node.peers.clientAddress(this.peer, incoming.headerLines);
    const given = findHeader(incoming.headerLines, "x-request-id");
    this.requestId = given !== undefined && isRequestId(given) ? given : makeId();
    this.span = node.spans?.begin(this);
  }

  get operation(): LoadedOperation {
    if (this.matched === undefined) throw new TypeError("policies run for a matched operation only");
    return this.matched;
  }

  get version(): LoadedVersion {
    return this.operation.version;
  }

  get api(): LoadedApi {
    return this.operation.version.api;
  }

  get variables(): Map<string, unknown> {
    this.#variables ??= new Map();
    return this.#variables;
  }

  /** Whether the call came over TLS, here or at a trusted proxy before. */
  get isSecure(): boolean {
    const { incoming, peer } = this;
    return incoming.isSecure || (peer.isTrusted && forwardedScheme(incoming.headerLines) === "https");
  }

  get callerCertificate(): CallerCertificate | undefined {
    return this.incoming.clientCertificate;
  }

  get contentLength(): number | undefined {
    return this.requestBody === undefined ? this.incoming.contentLength : this.requestBody.bytes.length;
  }

  get reports(): Reports {
    this.#reports ??= reportsOf(this);
    return this.#reports;
  }

  get limiter(): Limiter {
    return this.node.limits.limiter;
  }

  get attempts(): LocalLimiter {
    return this.node.limits.attempts;
  }

  get quotas(): Quotas {
    return this.node.limits.quotas;
  }

  get concurrency(): Concurrency {
    return this.node.limits.concurrency;
  }

  get values(): ValueStore {
    return this.node.values;
  }

  get request(): HeaderList & HeaderLines {
    this.#requestHeaders ??= new HeaderList(this.incoming.headerLines, () => this.#forwardableLines());
    return this.#requestHeaders;
  }

  /** A request header as `request` gives it, without making the object for it on the way of every call. */
  header(name: string): string | undefined {
    return findHeader(this.#requestHeaders?.lines ?? this.incoming.headerLines, name);
  }

  /** The header for the backend, without `Host` and framing. */
  backendLines(): readonly string[] {
    const changed = this.#requestHeaders?.isChanged ? this.#requestHeaders : undefined;
    return changed?.lines ?? this.#forwardableLines();
  }

  rewriteTarget(pathAndQuery: string): void {
    this.rewritten = pathAndQuery;
  }

  pathParameter(name: string): string | undefined {
    this.#pathParameters ??= readPathParameters(this.operation.template, this.path.slice(this.belowAt) || "/");
    return this.#pathParameters.get(name);
  }

  setAnswerHeader(name: string, value: string): void {
    this.answerHeaders ??= [];
    putHeader(this.answerHeaders, name, value);
  }

  addVary(name: string): void {
    this.vary ??= [];
    if (!this.vary.includes(name)) this.vary.push(name);
  }

  setForwardTimeouts(timeouts: Partial<ForwardTimeouts>): void {
    this.timeouts = { ...this.timeouts, ...timeouts };
  }

  identify(issuer: string, client: string): Outcome {
    return this.authenticator?.identify(this, issuer, client);
  }

  holdRequestBody(): Outcome | Promise<Outcome> {
    return this.requestBody === undefined ? holdRequest(this) : undefined;
  }

  boundRequestBody(bytesMax: number): void {
    this.requestBytesMax = Math.min(bytesMax, this.requestBytesMax ?? bytesMax);
  }

  setMethod(method: string): void {
    this.otherMethod = method;
  }

  setQuery(query: string): void {
    if (this.rewritten === undefined) {
      this.query = query;
      this.hasQuery = query !== "";
      return;
    }
    const path = this.rewritten.split("?", 1)[0] ?? "";
    this.rewritten = query === "" ? path : `${path}?${query}`;
  }

  setRetry(plan: RetryPlan): void {
    this.retry = plan;
  }

  followRedirects(countMax: number): void {
    this.redirectsMax = countMax;
  }

  setBackend(to: string | URL): void {
    this.otherBackend = typeof to === "string" ? this.api.backends.get(to) : otherAddress(this.version.backend, to);
  }

  setWayThere(way: WayThere): void {
    this.wayThere = { ...this.wayThere, ...way };
  }

  answerForBackend(answer: Answer): void {
    this.backendAnswer = answer;
  }

  lookUpAnswer(rules: LookupRules): Outcome | Promise<Outcome> {
    return this.node.cache.lookUp(this, rules);
  }

  storeAnswer(rules: StoreRules): void {
    this.answerTap?.store(rules);
  }

  onEnd(callback: (ended: Ended) => void): void {
    this.endCallbacks ??= [];
    this.endCallbacks.push(callback);
  }

  #forwardableLines(): string[] {
    const { incoming, peer, node, requestId } = this;
    return requestLines({
      headerLines: incoming.headerLines,
      authority: incoming.authority,
      isSecure: incoming.isSecure,
      httpVersion: incoming.httpVersion,
      peer,
      forwardedStyle: node.forwardedStyle,
      clientCertificate: node.forwardsCertificates ? incoming.clientCertificate : undefined,
      requestId,
      span: this.span,
      credentialHeaders: this.api.credentialHeaders,
    });
  }
}
