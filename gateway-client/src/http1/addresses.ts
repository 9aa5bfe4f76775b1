import { type LookupAddress, lookup as lookupByDns } from "node:dns";
import type { LookupFunction } from "node:net";

/** Finds every address of a name, best first. Rejects when there is none. */
export type FindAddresses = (hostname: string) => Promise<readonly LookupAddress[]>;

const TTL_MS = 30_000;

/** The addresses of a host, looked up again after a while; what was known stays in force while a look-up fails. */
export class Addresses {
  private readonly hostname: string;
  private readonly ttlMs: number;
  private readonly find: FindAddresses;
  private known: readonly LookupAddress[] = [];
  private knownAtMs = Number.NEGATIVE_INFINITY;
  private turn = 0;
  private asked: Promise<readonly LookupAddress[]> | undefined;

  constructor(hostname: string, ttlMs = TTL_MS, find: FindAddresses = findBySystem) {
    this.hostname = hostname;
    this.ttlMs = ttlMs;
    this.find = find;
  }

  isStale(nowMs: number): boolean {
    return nowMs - this.knownAtMs >= this.ttlMs;
  }

  /** Whether calls may go on to this address: any may until the first look-up. */
  has(address: string | undefined): boolean {
    return this.known.length === 0 || this.known.some((one) => one.address === address);
  }

  /** Looks the name up once, however many ask meanwhile. */
  refresh(): Promise<readonly LookupAddress[]> {
    this.asked ??= this.find(this.hostname)
      .catch((error: unknown) => {
        // The boundary to the name service: without it the last addresses serve on, and the next connection asks again.
        if (this.known.length === 0) throw error;
        return this.known;
      })
      .then((found) => {
        this.known = found;
        this.knownAtMs = performance.now();
        return found;
      })
      .finally(() => {
        this.asked = undefined;
      });
    return this.asked;
  }

  /** For `net.connect`, which tries one address after the other: each connection begins with the next one. */
  readonly lookup: LookupFunction = (_hostname, { all }, callback) => {
    const found = this.isStale(performance.now()) ? this.refresh() : Promise.resolve(this.known);
    found.then(
      (addresses) => {
        const at = this.turn++ % Math.max(1, addresses.length);
        const inTurn = [...addresses.slice(at), ...addresses.slice(0, at)];
        const [first] = inTurn;
        if (all || first === undefined) callback(null, inTurn);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

function findBySystem(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookupByDns(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}
