import { type Counter, type Counters, count } from "./counters.ts";
import type { CountedCall, TelemetryMessage } from "./recorder.ts";
import { type Ring, readCalls } from "./ring.ts";

/** Reads one thread's calls into the counters. It outlives the thread: what the ring holds then is still counted. */
export interface Drain {
  receive(message: TelemetryMessage): void;
  run(): void;
}

/** @param observe sees every call once, for the metrics */
export function createDrain(
  ring: Ring,
  counters: Counters,
  observe: (call: Pick<CountedCall, "status" | "bytesIn" | "bytesOut" | "totalMs" | "upstreamMs">) => void,
): Drain {
  const routes: ({ version: string | null; operation: string | null } | undefined)[] = [
    { version: null, operation: null },
  ];
  const subscriptions: (string | null | undefined)[] = [null];

  return {
    receive(message) {
      if (message.kind === "route-label") routes[message.label] = message;
      else if (message.kind === "subscription-label") subscriptions[message.label] = message.subscription;
      else {
        const counter = counters.find(message.call);
        if (counter) count(counter, message.call);
        observe(message.call);
      }
    },

    run() {
      let cacheMinute = -1;
      const cache = new Map<number, Counter | undefined>();
      readCalls(ring, (call) => {
        const route = routes[call.route];
        const subscription = subscriptions[call.subscription];
        if (route === undefined || subscription === undefined) return false; // its label is still on the way
        if (call.minute !== cacheMinute) cache.clear();
        cacheMinute = call.minute;
        const name = nameOf(call);
        let counter = name === undefined ? undefined : cache.get(name);
        if (!counter) {
          counter = counters.find({ minute: call.minute, ...route, subscription, status: call.status });
          if (name !== undefined) cache.set(name, counter);
        }
        if (counter) count(counter, call);
        observe(call);
        return true;
      });
    },
  };
}

/** One number for a counter within its minute: 20, 23 and 10 bits, exact below 2^53. Undefined where labels outgrew that. */
function nameOf({ route, subscription, status }: { route: number; subscription: number; status: number }) {
  if (route >= 2 ** 20 || subscription >= 2 ** 23) return undefined;
  return (route * 2 ** 23 + subscription) * 2 ** 10 + status;
}
