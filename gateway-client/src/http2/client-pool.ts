import { type ClientHttp2Session, connect } from "node:http2";
import { isIP, type Socket } from "node:net";
import { Addresses } from "../http1/addresses.ts";
import { dial, type Target } from "../http1/dial.ts";
import { type Http1Pool, type PoolOptions, poolDefaults, type SendTimeouts, targetOf } from "../http1/pool.ts";
import { type AnswerSink, type OutgoingExchange, type OutgoingRequest, UpstreamError } from "../http1/transport.ts";
import { Http2ClientExchange } from "./client-exchange.ts";

const TICK_MS = 250;
/** An idle session is cheap, and a new one costs a handshake of TLS. */
const IDLE_MS = 60_000;
const STREAMS_MAX = 1_000;
/** A backend that did not offer HTTP/2 is asked again after this. */
const ASK_AGAIN_MS = 60_000;

interface Session {
  readonly session: ClientHttp2Session;
  readonly socket: Socket;
  streams: number;
  streamsMax: number;
  idleSinceMs: number;
}

/**
 * Sessions of HTTP/2 (RFC 9113) to one https origin, agreed on by ALPN. A backend that does not offer it is called by HTTP/1.1, as
 * is what HTTP/2 cannot carry.
 */
export class Http2Pool {
  nowMs = performance.now();
  private readonly origin: string;
  private readonly target: Target;
  private readonly bounds: Pick<typeof poolDefaults, "connectionsMax" | "pendingMax" | "pendingTimeoutMs">;
  private readonly addresses: Addresses | undefined;
  private readonly fallback: Http1Pool;
  private readonly exchanges = new Set<Http2ClientExchange>();
  private readonly clock: NodeJS.Timeout;
  private sessions: Session[] = [];
  private waiting: Http2ClientExchange[] = [];
  private opening = 0;
  private isClosed = false;
  private notBeforeMs = 0;

  constructor(options: PoolOptions, fallback: Http1Pool) {
    this.origin = options.origin;
    this.bounds = { ...poolDefaults, ...options };
    const target = targetOf(options.origin, { ...options.tls, ALPNProtocols: ["h2", "http/1.1"] });
    if (isIP(target.host) === 0) this.addresses = new Addresses(target.host, options.dnsTtlMs, options.findAddresses);
    this.target = { ...target, lookup: this.addresses?.lookup };
    this.fallback = fallback;
    this.clock = setInterval(() => this.tick(), TICK_MS);
    this.clock.unref();
  }

  get load(): number {
    return this.exchanges.size + this.waiting.length + this.opening + this.fallback.load;
  }

  send(request: OutgoingRequest, sink: AnswerSink, timeouts: SendTimeouts): OutgoingExchange {
    if (request.upgrade !== undefined || performance.now() < this.notBeforeMs) {
      return this.fallback.send(request, sink, timeouts);
    }
    const exchange = new Http2ClientExchange(request, sink, timeouts);
    const free = this.freeSession();
    if (free !== undefined) {
      this.begin(exchange, free);
      return exchange;
    }
    if (this.waiting.length >= this.bounds.pendingMax) {
      exchange.fail(new UpstreamError("overloaded", "Too many requests wait for this backend.", true));
      return exchange;
    }
    exchange.deadlineMs = performance.now() + this.bounds.pendingTimeoutMs;
    this.waiting.push(exchange);
    // One session at a time: the next one is opened when those who wait do not fit into it.
    if (this.opening === 0 && this.sessions.length < this.bounds.connectionsMax) this.open(exchange.connectMs);
    return exchange;
  }

  /** Ends sessions after their streams. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.clock);
    for (const { session } of this.sessions) session.close();
    this.fallback.close();
  }

  private freeSession(): Session | undefined {
    return this.sessions.find(
      ({ session, streams, streamsMax }) => !session.closed && !session.destroyed && streams < streamsMax,
    );
  }

  private begin(exchange: Http2ClientExchange, session: Session): void {
    session.streams++;
    this.exchanges.add(exchange);
    const end = () => {
      session.streams--;
      session.idleSinceMs = performance.now();
      this.exchanges.delete(exchange);
    };
    const isTaken = exchange.begin(session.session, () => {
      end();
      this.beginWaiting();
    });
    if (isTaken) return;
    end();
    this.pass(exchange);
  }

  private open(connectMs: number): void {
    this.opening++;
    dial(this.target, connectMs, {
      onOpen: ({ socket }) => {
        if ("alpnProtocol" in socket && socket.alpnProtocol === "h2") this.greet(socket);
        else this.passAll(socket);
      },
      onFailed: (error) => {
        this.opening--;
        for (const exchange of this.waiting.splice(0)) exchange.fail(error);
      },
    });
  }

  /** Waits for the backend's settings: they say how many streams it takes. */
  private greet(socket: Socket): void {
    const session = connect(this.origin, { createConnection: () => socket });
    let isOpening = true;
    const settle = () => {
      if (isOpening) this.opening--;
      isOpening = false;
    };
    // What broke a session its streams tell; `close` follows.
    session.on("error", () => undefined);
    session.on("close", () => {
      settle();
      this.sessions = this.sessions.filter((one) => one.session !== session);
      this.beginWaiting();
    });
    session.on("goaway", () => session.close());
    session.once("remoteSettings", ({ maxConcurrentStreams = STREAMS_MAX }) => {
      settle();
      const streamsMax = Math.min(STREAMS_MAX, maxConcurrentStreams);
      this.sessions.push({ session, socket, streams: 0, streamsMax, idleSinceMs: performance.now() });
      if (this.isClosed) session.close();
      this.beginWaiting();
    });
  }

  private passAll(socket: Socket): void {
    socket.destroy();
    this.opening--;
    this.notBeforeMs = performance.now() + ASK_AGAIN_MS;
    for (const exchange of this.waiting.splice(0)) this.pass(exchange);
  }

  private pass(exchange: Http2ClientExchange): void {
    exchange.pass((request, sink, timeouts) => this.fallback.send(request, sink, timeouts));
  }

  private beginWaiting(): void {
    for (let session = this.freeSession(); session !== undefined; session = this.freeSession()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      if (!next.isOver) this.begin(next, session);
    }
    const [next] = this.waiting;
    if (next === undefined || this.opening > 0 || this.sessions.length >= this.bounds.connectionsMax) return;
    this.open(next.connectMs);
  }

  private tick(): void {
    this.nowMs = performance.now();
    for (const exchange of this.exchanges) exchange.checkDeadline(this.nowMs);
    for (const exchange of this.waiting) exchange.checkDeadline(this.nowMs);
    if (this.waiting.some(({ isOver }) => isOver)) this.waiting = this.waiting.filter(({ isOver }) => !isOver);
    for (const { session, streams, idleSinceMs } of this.sessions) {
      if (streams === 0 && this.nowMs - idleSinceMs > IDLE_MS) session.close();
    }
    if (this.sessions.length > 0 && this.addresses?.isStale(this.nowMs)) this.followAddresses(this.addresses);
  }

  private followAddresses(addresses: Addresses): void {
    addresses.refresh().then(
      () => {
        for (const { session, socket } of this.sessions) if (!addresses.has(socket.remoteAddress)) session.close();
      },
      // Only where nothing was ever found: the next connection says so to its caller.
      () => undefined,
    );
  }
}
