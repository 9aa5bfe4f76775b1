import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { FrameBounds } from "../websocket/frame-gate.ts";
import { Tunnel, type TunnelSides } from "./tunnel.ts";

export interface TunnelBounds extends FrameBounds {
  /** Without a byte either way. */
  idleMs: number;
}

export interface TunnelsOptions {
  bounds: TunnelBounds;
  /** Whether the caller could open it today: asked now and then, so that nothing outlives the right to it. */
  isStillAllowed(exchange: GatewayExchange): boolean;
}

const TICK_MS = 500;

/** The WebSockets of a thread. */
export class Tunnels {
  readonly #options: TunnelsOptions;
  readonly #open = new Map<GatewayExchange, Tunnel>();
  readonly #clock: NodeJS.Timeout;

  constructor(options: TunnelsOptions) {
    this.#options = options;
    this.#clock = setInterval(() => this.#check(performance.now()), TICK_MS);
    this.#clock.unref();
  }

  /** Connections open at the moment. */
  get count(): number {
    return this.#open.size;
  }

  /** Joins the two sides. What it gives back ends with the exchange. */
  open(exchange: GatewayExchange, sides: TunnelSides): { stop(): void } {
    const tunnel = new Tunnel(sides, this.#options.bounds);
    this.#open.set(exchange, tunnel);
    tunnel.join();
    return {
      stop: () => {
        this.#open.delete(exchange);
        tunnel.stop();
      },
    };
  }

  /** Tells everybody that the gateway goes away. */
  goAway(): void {
    for (const tunnel of this.#open.values()) tunnel.close({ code: 1001, reason: "The gateway stops." });
  }

  close(): void {
    clearInterval(this.#clock);
  }

  #check(nowMs: number): void {
    const { bounds, isStillAllowed } = this.#options;
    for (const [exchange, tunnel] of this.#open) {
      if (nowMs - tunnel.usedMs > bounds.idleMs) tunnel.close({ code: 1001, reason: "Nothing was said for too long." });
      else if (!isStillAllowed(exchange))
        tunnel.close({ code: 1008, reason: "The right to this connection has ended." });
    }
  }
}
