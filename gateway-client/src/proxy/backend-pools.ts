import { type ConnectionOptions, createSecureContext } from "node:tls";
import type { ClientCertificate, WayThere } from "../../policies/exchange.ts";
import type { FindAddresses } from "../http1/addresses.ts";
import { Http1Pool, type PoolOptions } from "../http1/pool.ts";
import { Http2Pool } from "../http2/client-pool.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";

const UNUSED_MS = 60_000;

const PLAIN_WAY: WayThere = {};

/** The connection pools of a thread, one for each way to an origin. They outlive snapshots; one that nobody uses any more ends. */
export class BackendPools {
  readonly #pools = new Map<string, { pool: Http1Pool | Http2Pool; usedMs: number }>();
  readonly #clock: NodeJS.Timeout;
  readonly #findAddresses: FindAddresses | undefined;

  constructor(findAddresses?: FindAddresses) {
    this.#findAddresses = findAddresses;
    this.#clock = setInterval(() => this.#closeUnused(), UNUSED_MS);
    this.#clock.unref();
  }

  get(target: BackendTarget, way: WayThere = PLAIN_WAY): Http1Pool | Http2Pool {
    const key = way === PLAIN_WAY ? target.pool.key : keyOf(target, way);
    let entry = this.#pools.get(key);
    if (entry === undefined) {
      entry = { pool: this.#open(target, way), usedMs: 0 };
      this.#pools.set(key, entry);
    }
    entry.usedMs = entry.pool.nowMs;
    return entry.pool;
  }

  /** A pool that keeps no connection and takes none from calls: whoever gets it closes it. */
  openForChecks(target: BackendTarget): Http1Pool {
    return new Http1Pool({ ...this.#optionsFor(target), connectionsMax: 1, idleMax: 0 });
  }

  close(): void {
    clearInterval(this.#clock);
    for (const { pool } of this.#pools.values()) pool.close();
    this.#pools.clear();
  }

  #open(target: BackendTarget, { certificate, isHttp2 }: WayThere): Http1Pool | Http2Pool {
    const options = this.#optionsFor(target, certificate);
    const pool = new Http1Pool(options);
    return isHttp2 && target.isTls ? new Http2Pool(options, pool) : pool;
  }

  #optionsFor({ origin, isTls, pool }: BackendTarget, certificate?: ClientCertificate): PoolOptions {
    const { connections, dnsTtlMs, tls } = pool;
    return {
      origin,
      ...(connections && {
        connectionsMax: connections.connectionsMax,
        pendingMax: connections.pendingMax,
        pendingTimeoutMs: connections.pendingTimeoutMs,
        idleMax: connections.idleMax,
        keepAliveMs: connections.idleTimeoutMs,
      }),
      ...(dnsTtlMs !== undefined && { dnsTtlMs }),
      ...(isTls && { tls: tlsOptions(tls, certificate) }),
      ...(this.#findAddresses && { findAddresses: this.#findAddresses }),
    };
  }

  #closeUnused(): void {
    const nowMs = performance.now();
    for (const [key, { pool, usedMs }] of this.#pools) {
      if (pool.load > 0 || nowMs - usedMs < UNUSED_MS) continue;
      this.#pools.delete(key);
      pool.close();
    }
  }
}

function keyOf({ pool }: BackendTarget, { certificate, isHttp2 }: WayThere): string {
  return `${pool.key} ${certificate?.id ?? ""} ${isHttp2 ? "h2" : ""}`;
}

/** One context for all connections of a pool: reading certificates at each of them would be slow. */
function tlsOptions(tls: BackendTarget["pool"]["tls"], own: ClientCertificate | undefined): ConnectionOptions {
  const { ca, serverName, isInsecure } = tls ?? {};
  const cert = own?.certificate ?? tls?.certificate;
  const key = own?.privateKey ?? tls?.privateKey;
  const hasMaterial = ca !== undefined || cert !== undefined;
  return {
    ...(hasMaterial && { secureContext: createSecureContext({ ca, cert, key }) }),
    ...(serverName !== undefined && { servername: serverName }),
    ...(isInsecure && { rejectUnauthorized: false }),
  };
}
