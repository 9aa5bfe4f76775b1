import type { LookupRules, StoreRules } from "./answer-rules.ts";
import type { CallerCertificate } from "./caller-certificate.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Answer, Outcome } from "./define.ts";
import type { DescribedOperation } from "./description/described-operation.ts";
import type { HeldBody } from "./held-body.ts";
import type { Limiter, LocalLimiter, Quotas } from "./limiter.ts";
import type { Reports } from "./reports.ts";
import type { StepTrace } from "./step-trace.ts";
import type { ValueStore } from "./value-store.ts";

/** One request and its answer, as policies see them. */
export interface Exchange {
  readonly method: string;
  /** Path of the request line, byte for byte, without the query. */
  readonly path: string;
  /** Query of the request line, byte for byte, without the `?`; empty when there is none. Policies may have changed it. */
  readonly query: string;
  readonly requestId: string;
  /** Address of the caller: that of the connection, or what a trusted proxy says. */
  readonly clientAddress: string;
  /** Whether the call came over TLS, here or at a trusted proxy before. */
  readonly isSecure: boolean;
  /** What the caller has shown in the handshake of TLS; undefined where it has shown none. */
  readonly callerCertificate: CallerCertificate | undefined;
  /** Epoch milliseconds of the gateway's clock when the request's header was complete. */
  readonly receivedAtMs: number;
  readonly api: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    /** What says who calls, in lower case: the backend does not see it. */
    readonly credentialHeaders: readonly string[];
  };
  readonly version: { readonly id: string; readonly name: string };
  readonly operation: {
    readonly id: string;
    readonly template: string;
    /** Where the API has a description and a policy of the operation goes by it. */
    readonly description: DescribedOperation | undefined;
  };
  /** Who calls; undefined before authentication and where the API asks for no credential. */
  readonly caller: Caller | undefined;
  /** The caller's plan; undefined wherever `caller` is. */
  readonly plan: Plan | undefined;
  /** What a validated token says of the caller: set by the policy that validated it. */
  claims: Readonly<Record<string, unknown>> | undefined;
  /** What policies leave for later ones. */
  readonly variables: Map<string, unknown>;
  /** Header of the request on its way to the backend. */
  readonly request: HeaderLines;
  /** Present in the sections `outbound` and `onError`. */
  readonly response: { status: number; readonly headers: HeaderLines } | undefined;
  /** Present in the section `onError`. */
  readonly error: ExchangeError | undefined;
  /** Present once the body is held: before the policies that declared to need it, and wherever nothing was sent. */
  readonly requestBody: HeldBody | undefined;
  /** Present in `outbound` where a policy declared to need it. */
  readonly responseBody: HeldBody | undefined;
  readonly limiter: Limiter;
  /** Counts what strangers try, apart from the limits: what fills it up pushes none of them out. */
  readonly attempts: LocalLimiter;
  readonly quotas: Quotas;
  readonly concurrency: Concurrency;
  /** Whether the answer is out or the caller gone. */
  readonly isOver: boolean;
  /** Values that policies keep over calls, in the memory of a thread. */
  readonly values: ValueStore;
  /** Tells the world what policies count and log. */
  readonly reports: Reports;
  /** Records the steps of a call that asked for it; undefined for nearly every one. */
  readonly trace: StepTrace | undefined;
  /** Bytes that the request says its body has; 0 for none, undefined when only its end will tell. */
  readonly contentLength: number | undefined;
  /** Makes the subscription of a client the caller's, or refuses it; for policies of the phase `authenticate`. */
  identify(issuer: string, client: string): Outcome;
  /** Holds the request's body, up to the route's bound: 413 over it. Nothing to wait for when it is held already. */
  holdRequestBody(): Outcome | Promise<Outcome>;
  /** Bounds the request's body, also while it streams: 413 over it. */
  boundRequestBody(bytesMax: number): void;
  /** The method for the backend. */
  setMethod(method: string): void;
  /** The query for the backend, without the `?`. */
  setQuery(query: string): void;
  /** Path and query for the backend, below its own path. */
  rewriteTarget(pathAndQuery: string): void;
  /** What the path template's parameter stands for, still percent-encoded. */
  pathParameter(name: string): string | undefined;
  /** Sets a header of whatever answer goes out, also of a refusal; it takes the place of the backend's. */
  setAnswerHeader(name: string, value: string): void;
  /** Names a request header in the answer's `Vary`. */
  addVary(name: string): void;
  /** Timeouts for the backend in milliseconds in place of the backend's own. */
  setForwardTimeouts(timeouts: Partial<ForwardTimeouts>): void;
  /** Sends the request again where the first answer is not good enough. */
  setRetry(plan: RetryPlan): void;
  /** Follows so many redirects of the backend to itself. */
  followRedirects(countMax: number): void;
  /**
   * Calls another backend than the version's: one of the API by its name, which the policy declared, or an address, in the way that
   * the version's backend is called.
   */
  setBackend(to: string | URL): void;
  /** Changes how the backend is reached. */
  setWayThere(way: WayThere): void;
  /** Puts an answer in the place of the backend's, which is not called; it goes through `outbound` as the backend's would. */
  answerForBackend(answer: Answer): void;
  /** Answers with what is stored for such a request, or waits for a call that is under way, or lets it go on. */
  lookUpAnswer(rules: LookupRules): Outcome | Promise<Outcome>;
  /** Stores the answer as it stands now, where one was looked up and this one may be stored. */
  storeAnswer(rules: StoreRules): void;
  /** Called once when the exchange is over, however it ended; `status` is what the call is counted under. */
  onEnd(callback: (ended: Ended) => void): void;
}

/** How a call gets to its backend, where that is not as usual. */
export interface WayThere {
  /** What the gateway shows of itself. */
  readonly certificate?: ClientCertificate;
  /** By HTTP/2, where the backend offers it. */
  readonly isHttp2?: boolean;
}

export interface ClientCertificate {
  /** Differs wherever the certificate does. */
  readonly id: string;
  /** PEM, with the chain to its authority. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
}

/** How an exchange ended. */
export interface Ended {
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly durationMs: number;
}

export interface RetryPlan {
  readonly countMax: number;
  readonly delayMsMax: number;
  /** Before the retry of this number, counted from 1. */
  delayMs(retry: number): number;
  /** `status` is 0 where there was no answer at all. */
  isWanted(exchange: Exchange, status: number): boolean;
}

export interface Plan {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly productSlug: string;
}

export interface Caller {
  readonly subscription: string;
  readonly application: string;
  readonly plan: string;
  readonly product: string;
  /** Names the subscription's counters. */
  readonly counterKey: CounterKey;
}

/** 64 bits that name a counter, as two 32-bit integers. */
export interface CounterKey {
  readonly low: number;
  readonly high: number;
}

export interface ForwardTimeouts {
  connectMs: number;
  firstByteMs: number;
  idleMs: number;
  totalMs: number;
}

/** Header lines in their order. Names are given in lower case and found whatever case they came in. */
export interface HeaderLines {
  /** The first value, or undefined. */
  get(name: string): string | undefined;
  getAll(name: string): string[];
  /** Every name once, in lower case. */
  names(): string[];
  /** Replaces every line of that name by one. */
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  delete(name: string): void;
}

export interface ExchangeError {
  /** The policy's name, or the part of the gateway that failed. */
  readonly source: string;
  /** The problem's slug. */
  readonly reason: string;
  readonly message: string;
  readonly scope: string | undefined;
  readonly section: string | undefined;
  readonly policyId: string | undefined;
}
