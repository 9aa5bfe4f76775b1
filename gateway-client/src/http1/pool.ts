import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { Addresses, type FindAddresses } from "./addresses.ts";
import { ClientConnection, type ClientTimeouts, type ConnectionOwner } from "./client-connection.ts";
import { type Dialled, dial, type Target } from "./dial.ts";
import { type AnswerSink, type OutgoingExchange, type OutgoingRequest, UpstreamError } from "./transport.ts";

export interface PoolOptions {
  /** `http://host:port` or `https://host:port`. */
  origin: string;
  tls?: ConnectionOptions;
  /** Connections at one time; further requests wait. */
  connectionsMax?: number;
  /** Requests that may wait for a connection; more are refused at once (`overloaded`), so that no queue grows without end. */
  pendingMax?: number;
  /** How long one may wait, in milliseconds. */
  pendingTimeoutMs?: number;
  /** Idle connections that are kept. */
  idleMax?: number;
  /** An idle connection is closed after this, in milliseconds: shorter than what backends keep, so that none is met closing. */
  keepAliveMs?: number;
  /** The host is looked up again after this, in milliseconds. */
  dnsTtlMs?: number;
  /** The system's look-up unless told otherwise. */
  findAddresses?: FindAddresses;
}

export interface SendTimeouts extends ClientTimeouts {
  connectMs: number;
}

const TICK_MS = 250;
/** Bounds of a pool that says nothing of them. */
export const poolDefaults = {
  connectionsMax: 1024,
  pendingMax: 4096,
  pendingTimeoutMs: 5_000,
  idleMax: 1024,
  keepAliveMs: 4_000,
};
type Bounds = { -readonly [Name in keyof typeof poolDefaults]: number };

/**
 * Keep-alive connections to one origin, the last one used first (LIFO), so that few stay warm and the others can end.
 * Its name is looked up again and again: connections to an address that it has no more end after their exchange.
 */
export class Http1Pool implements ConnectionOwner {
  nowMs = performance.now();
  private readonly bounds: Bounds;
  private readonly target: Target;
  private readonly addresses: Addresses | undefined;
  private readonly all = new Set<ClientConnection>();
  private readonly idle: { connection: ClientConnection; untilMs: number }[] = [];
  private waiting: PendingExchange[] = [];
  private opening = 0;
  private readonly clock: NodeJS.Timeout;

  constructor(options: PoolOptions) {
    this.bounds = { ...poolDefaults, ...options };
    const target = targetOf(options.origin, options.tls);
    if (isIP(target.host) === 0) this.addresses = new Addresses(target.host, options.dnsTtlMs, options.findAddresses);
    this.target = { ...target, lookup: this.addresses?.lookup };
    this.clock = setInterval(() => this.tick(), TICK_MS);
    this.clock.unref();
  }

  /** Requests in flight and waiting. */
  get load(): number {
    return this.all.size - this.idle.length + this.opening + this.waiting.length;
  }

  send(request: OutgoingRequest, sink: AnswerSink, timeouts: SendTimeouts): OutgoingExchange {
    const free = this.takeIdle();
    const pending = new PendingExchange(request, sink, timeouts);
    if (free !== undefined) {
      pending.begin(free);
    } else if (this.all.size + this.opening < this.bounds.connectionsMax) {
      this.open(pending);
    } else if (this.waiting.length < this.bounds.pendingMax) {
      pending.deadlineMs = performance.now() + this.bounds.pendingTimeoutMs;
      this.waiting.push(pending);
    } else {
      pending.fail(new UpstreamError("overloaded", "Too many requests wait for this backend.", true));
    }
    return pending;
  }

  onFree(connection: ClientConnection): void {
    if (connection.isRetired) {
      connection.socket.destroy();
      return;
    }
    const next = this.takeWaiting();
    if (next !== undefined) next.begin(connection);
    else if (this.idle.length >= this.bounds.idleMax) connection.socket.destroy();
    else this.idle.push({ connection, untilMs: this.nowMs + this.bounds.keepAliveMs });
  }

  onGone(connection: ClientConnection): void {
    this.all.delete(connection);
    const at = this.idle.findIndex((entry) => entry.connection === connection);
    if (at >= 0) this.idle.splice(at, 1);
    const next = this.takeWaiting();
    if (next !== undefined) this.open(next);
  }

  /** Ends idle connections now and the others after their exchange. */
  close(): void {
    clearInterval(this.clock);
    this.bounds.keepAliveMs = 0;
    for (const { connection } of this.idle.slice()) connection.socket.destroy();
  }

  private takeIdle(): ClientConnection | undefined {
    for (;;) {
      const entry = this.idle.pop();
      if (entry === undefined || !entry.connection.socket.destroyed) return entry?.connection;
    }
  }

  private takeWaiting(): PendingExchange | undefined {
    for (;;) {
      const next = this.waiting.shift();
      if (next === undefined || !next.isOver) return next;
    }
  }

  private open(pending: PendingExchange): void {
    this.opening++;
    dial(this.target, pending.timeouts.connectMs, {
      onOpen: (dialled) => this.onOpen(dialled, pending),
      onFailed: (error) => {
        this.opening--;
        pending.fail(error);
        const next = this.takeWaiting();
        if (next !== undefined) this.open(next);
      },
    });
  }

  private onOpen(dialled: Dialled, pending: PendingExchange): void {
    this.opening--;
    const connection = new ClientConnection(dialled.socket, this);
    dialled.onBytes((bytes) => connection.onBytes(bytes));
    this.all.add(connection);
    if (pending.isOver) this.onFree(connection);
    else pending.begin(connection);
  }

  private tick(): void {
    this.nowMs = performance.now();
    // Deadlines are reckoned from the last tick: a tick is granted, so that none is early.
    for (const connection of this.all) connection.checkDeadline(this.nowMs - TICK_MS);
    while (this.idle[0] !== undefined && this.idle[0].untilMs < this.nowMs) {
      this.idle.shift()?.connection.socket.destroy();
    }
    for (const pending of this.waiting) pending.checkDeadline(this.nowMs);
    // Whoever gave up takes no place from those who still wait.
    if (this.waiting.some(({ isOver }) => isOver)) this.waiting = this.waiting.filter(({ isOver }) => !isOver);
    if (this.all.size > 0 && this.addresses?.isStale(this.nowMs)) this.followAddresses(this.addresses);
  }

  private followAddresses(addresses: Addresses): void {
    addresses.refresh().then(
      () => {
        for (const connection of this.all) connection.isRetired ||= !addresses.has(connection.socket.remoteAddress);
        for (const { connection } of this.idle.slice()) if (connection.isRetired) connection.socket.destroy();
      },
      // Only where nothing was ever found: the next connection says so to its caller.
      () => undefined,
    );
  }
}

/** An exchange that may still wait for its connection. */
class PendingExchange implements OutgoingExchange {
  isOver = false;
  /** Monotonic milliseconds: how long it waits at most. */
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly timeouts: SendTimeouts;
  private readonly request: OutgoingRequest;
  private readonly sink: AnswerSink;
  private connection: ClientConnection | undefined;

  constructor(request: OutgoingRequest, sink: AnswerSink, timeouts: SendTimeouts) {
    this.request = request;
    this.sink = sink;
    this.timeouts = timeouts;
  }

  begin(connection: ClientConnection): void {
    this.connection = connection;
    connection.send(this.request, this.sink, this.timeouts, this);
  }

  fail(error: UpstreamError): void {
    if (this.isOver) return;
    this.isOver = true;
    // Not before `send` has returned: the caller of it does not hold the exchange yet.
    queueMicrotask(() => this.sink.onError(error));
  }

  checkDeadline(nowMs: number): void {
    if (nowMs < this.deadlineMs) return;
    this.fail(new UpstreamError("overloaded", "No connection to the backend became free in time.", true));
  }

  write(chunk: Uint8Array): boolean {
    return this.own?.write(chunk) ?? false;
  }

  end(trailerLines?: readonly string[]): void {
    this.own?.end(trailerLines);
  }

  pause(): void {
    this.own?.pause();
  }

  resume(): void {
    this.own?.resume();
  }

  abort(): void {
    this.isOver = true;
    this.own?.abort();
  }

  /** The connection while it works for this exchange: once done, it may be carrying another. */
  private get own(): ClientConnection | undefined {
    return this.connection?.carries(this.sink) ? this.connection : undefined;
  }
}

/** Where an origin's connections go; `tls` matters for https alone. */
export function targetOf(origin: string, tls: ConnectionOptions | undefined): Target {
  const url = new URL(origin);
  const isTls = url.protocol === "https:";
  const host = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  return { host, port: Number(url.port || (isTls ? 443 : 80)), tls: isTls ? (tls ?? {}) : undefined };
}
