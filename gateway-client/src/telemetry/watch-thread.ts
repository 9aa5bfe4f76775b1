import { monitorEventLoopDelay } from "node:perf_hooks";
import { addToFigure, setFigure, type ThreadFigures } from "./thread-figures.ts";

const WATCH_EVERY_MS = 250;
const DELAY_EVERY_MS = 5_000;
const RESOLUTION_MS = 20;
const NS_PER_MS = 1e6;

export interface WatchedServer {
  readonly requestsInFlight: number;
  readonly connections: number;
  readonly webSockets: number;
  /** Since the thread's start. */
  readonly failedHandshakes: number;
}

/** Keeps a thread's figures fresh for as long as it lives. */
export function watchThread(figures: ThreadFigures, server: WatchedServer): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let failedHandshakes = 0;
  setInterval(() => {
    addToFigure(figures, "failedHandshakes", server.failedHandshakes - failedHandshakes);
    failedHandshakes = server.failedHandshakes;
    setFigure(figures, "webSockets", server.webSockets);
    setFigure(figures, "requestsInFlight", server.requestsInFlight);
    setFigure(figures, "connections", server.connections);
  }, WATCH_EVERY_MS);
  setInterval(() => {
    // What the histogram holds is the time between two looks: without the loop being busy that is the resolution.
    const overMs = (ns: number) => Math.max(0, (Number.isNaN(ns) ? 0 : ns) / NS_PER_MS - RESOLUTION_MS);
    setFigure(figures, "eventLoopDelayMeanMs", overMs(delay.mean));
    setFigure(figures, "eventLoopDelayP99Ms", overMs(delay.percentile(99)));
    delay.reset();
  }, DELAY_EVERY_MS);
}
