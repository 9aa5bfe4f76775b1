import { type ConnectionOptions, createSecureContext } from "node:tls";
import type { ClientCertificate } from "../../policies/exchange.ts";
import type { FindAddresses } from "../http1/addresses.ts";
import { Http1Pool, type PoolOptions } from "../http1/pool.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";

const UNUSED_MS = 60_000;

/** The connection pools of a thread, one for each way to an origin. They outlive snapshots; one that nobody uses any more ends. */
export class BackendPools {
  readonly #pools = new Map<string, { pool: Http1Pool; usedMs: number }>();
  readonly #clock: NodeJS.Timeout;
  readonly #findAddresses: FindAddresses | undefined;

  constructor(findAddresses?: FindAddresses) {
    this.#findAddresses = findAddresses;
    this.#clock = setInterval(() => this.#closeUnused(), UNUSED_MS);
    this.#clock.unref();
  }

  get(target: BackendTarget, certificate?: ClientCertificate): Http1Pool {
    const key = certificate === undefined ? target.pool.key : `${target.pool.key} ${certificate.id}`;
    let entry = this.#pools.get(key);
    if (entry === undefined) {
      entry = { pool: new Http1Pool(this.#optionsFor(target, certificate)), usedMs: 0 };
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
