import { Redis } from "ioredis";
import type { FleetSize, LinkState } from "./link-state.ts";
import { enterGateway, type RedisScript } from "./scripts.ts";
import type { WhenAway } from "./when-away.ts";

export interface RedisSettings {
  /** `redis://` or `rediss://`, with the password in it. */
  readonly url: string;
  /** Before every key, so that installations can share a store. */
  readonly prefix: string;
  /** For each check. */
  readonly timeoutMs: number;
  readonly whenAway: WhenAway;
  /** How many gateways there are; counted in the store when left out. */
  readonly gateways: number | undefined;
  /** This gateway's name. */
  readonly node: string;
}

const FAILURES_MAX = 3;
const PROBE_EVERY_MS = 100;
const PROBES_BEFORE_RECONNECT = 10;
const ENTER_EVERY_MS = 1_000;
const GONE_AFTER_MS = 10_000;
const CONNECT_TIMEOUT_MS = 1_000;
const RECONNECT_MS_MAX = 500;

/**
 * A thread's connection to Redis. It never makes a caller wait for longer than the deadline, and after some failures not at all:
 * then a probe finds out when the store is back.
 */
export class RedisLink {
  readonly settings: RedisSettings;
  readonly state: LinkState;
  readonly #fleet: FleetSize;
  readonly #redis: Redis;
  readonly #keeper: NodeJS.Timeout;
  #prober: NodeJS.Timeout | undefined;
  #failures = 0;
  #isAway = true;
  #known = 0;

  constructor(settings: RedisSettings, state: LinkState, fleet: FleetSize) {
    this.settings = settings;
    this.state = state;
    this.#fleet = fleet;
    this.#redis = new Redis(settings.url, {
      protocol: 2,
      keyPrefix: settings.prefix,
      commandTimeout: settings.timeoutMs,
      connectTimeout: CONNECT_TIMEOUT_MS,
      // A check that waited for a connection, or was sent again, would hold a caller up or count twice.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      enableReadyCheck: false,
      retryStrategy: (attempt) => Math.min(RECONNECT_MS_MAX, 25 * 2 ** Math.min(attempt, 5)),
    });
    // Without a listener it would print; whoever asks learns of each failure by itself.
    this.#redis.on("error", () => undefined);
    this.#redis.on("ready", () => void this.#enter());
    this.#redis.on("close", () => this.#leave());
    this.#keeper = setInterval(() => void this.#enter(), ENTER_EVERY_MS);
    this.#leave();
  }

  /** How many gateways share the limits, as far as this one knows. */
  get gateways(): number {
    return this.settings.gateways ?? Math.max(1, this.#known || this.#fleet.read());
  }

  /** Runs a script; undefined when there is no answer in time, and at once while the store is away. Never rejects. */
  async run(script: RedisScript, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    if (this.#isAway) return undefined;
    this.state.countAsked();
    const answer = await this.#evaluate(script, keys, args);
    if (answer === undefined) {
      this.state.countFailed();
      if (++this.#failures >= FAILURES_MAX) this.#leave();
    } else {
      this.#failures = 0;
    }
    return answer;
  }

  close(): void {
    clearInterval(this.#keeper);
    clearInterval(this.#prober);
    this.#redis.removeAllListeners("close");
    this.#redis.disconnect();
  }

  async #evaluate(script: RedisScript, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#redis.evalsha(script.sha1, keys.length, ...keys, ...args);
    } catch (error) {
      // The client says by rejecting that there is no answer, and the server that it does not know the script yet.
      if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) return undefined;
      return this.#redis.eval(script.text, keys.length, ...keys, ...args).catch(() => undefined);
    }
  }

  /** Enters this gateway's name. Answered, it proves that the store is there. */
  async #enter(): Promise<void> {
    const count = await this.#evaluate(enterGateway, ["gateways"], [this.settings.node, GONE_AFTER_MS]);
    if (typeof count !== "number") return;
    this.#known = count;
    this.#failures = 0;
    this.#isAway = false;
    clearInterval(this.#prober);
    this.#prober = undefined;
    this.state.setAway(false);
    this.state.setGateways(this.gateways);
  }

  /** Asks no more until a probe is answered. */
  #leave(): void {
    this.#isAway = true;
    this.state.setAway(true);
    if (this.#prober !== undefined) return;
    let probes = 0;
    this.#prober = setInterval(() => {
      // A connection that is open and silent may lead nowhere: another one may not.
      if (++probes % PROBES_BEFORE_RECONNECT === 0 && this.#redis.status === "ready") this.#redis.disconnect(true);
      else void this.#enter();
    }, PROBE_EVERY_MS);
  }
}
