import type { Limiter } from "./limiter.ts";

/** One request and its answer, as policies see them. */
export interface Exchange {
  readonly method: string;
  /** Path of the request line, byte for byte, without the query. */
  readonly path: string;
  /** Query of the request line, byte for byte, without the `?`; empty when there is none. */
  readonly query: string;
  readonly requestId: string;
  /** Address of the caller: that of the connection, or what a trusted proxy says. */
  readonly clientAddress: string;
  /** Epoch milliseconds of the gateway's clock when the request's header was complete. */
  readonly receivedAtMs: number;
  readonly api: { readonly id: string; readonly slug: string; readonly name: string };
  readonly version: { readonly id: string; readonly name: string };
  readonly operation: { readonly id: string; readonly template: string };
  /** Who calls; undefined before authentication and where the API asks for no credential. */
  readonly caller: Caller | undefined;
  /** Header of the request on its way to the backend. */
  readonly request: HeaderLines;
  /** Present in the sections `outbound` and `onError`. */
  readonly response: { status: number; readonly headers: HeaderLines } | undefined;
  /** Present in the section `onError`. */
  readonly error: ExchangeError | undefined;
  readonly limiter: Limiter;
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
