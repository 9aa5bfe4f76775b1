import { type CacheEvent, cacheEvents } from "../cache/cache-events.ts";
import { type IgnoredToken, ignoredTokens } from "../tracing/trace-tokens.ts";

/** What a thread says of itself through shared memory: the supervisor reads it when it likes, also after the thread died. */
export type ThreadFigures = Float64Array<SharedArrayBuffer>;

/** As they are at the moment. */
const gauges = [
  "requestsInFlight",
  "connections",
  "webSockets",
  "eventLoopDelayMeanMs",
  "eventLoopDelayP99Ms",
  "cacheBytes",
  "cacheAnswers",
] as const;
/** As they have added up since the thread's start. */
const counters = [
  "traces",
  "failedHandshakes",
  "accessLogLinesDropped",
  ...ignoredTokens.map((why) => `ignored:${why}` as const),
  ...cacheEvents.map((event) => `cache:${event}` as const),
] as const;

export type Gauge = (typeof gauges)[number];
export type Counter = (typeof counters)[number];

const names: readonly (Gauge | Counter)[] = [...gauges, ...counters];
const placeOf = new Map(names.map((name, place) => [name, place]));

export function createFigures(): ThreadFigures {
  return new Float64Array(new SharedArrayBuffer(names.length * Float64Array.BYTES_PER_ELEMENT));
}

export function readFigure(figures: ThreadFigures, name: Gauge | Counter): number {
  return figures[placeOf.get(name) ?? -1] ?? 0;
}

export function setFigure(figures: ThreadFigures, name: Gauge, value: number): void {
  figures[placeOf.get(name) ?? -1] = value;
}

/** Only the thread itself writes, so that adding needs no lock. */
export function addToFigure(figures: ThreadFigures, name: Counter, by = 1): void {
  figures[placeOf.get(name) ?? -1] = readFigure(figures, name) + by;
}

export function ignoredFigure(why: IgnoredToken): Counter {
  return `ignored:${why}`;
}

export function cacheFigure(event: CacheEvent): Counter {
  return `cache:${event}`;
}

/** The figures of all threads together. What ended threads counted is kept. */
export interface FiguresOfThreads {
  add(index: number): ThreadFigures;
  remove(figures: ThreadFigures): void;
  sum(name: Gauge | Counter): number;
  /** By index of the thread. */
  each(name: Gauge): [index: number, value: number][];
}

export function createFiguresOfThreads(): FiguresOfThreads {
  const live = new Map<ThreadFigures, number>();
  const ended = new Map<Counter, number>();
  return {
    add(index) {
      const figures = createFigures();
      live.set(figures, index);
      return figures;
    },
    remove(figures) {
      if (!live.delete(figures)) return;
      for (const name of counters) ended.set(name, (ended.get(name) ?? 0) + readFigure(figures, name));
    },
    sum(name) {
      const before = ended.get(name as Counter) ?? 0; // a gauge has no past: none is found
      return [...live.keys()].reduce((sum, figures) => sum + readFigure(figures, name), before);
    },
    each: (name) => [...live].map(([figures, index]): [number, number] => [index, readFigure(figures, name)]),
  };
}
