import { type CacheEvent, cacheEvents } from "../cache/cache-events.ts";
import { cacheFigure, type FiguresOfThreads } from "../telemetry/thread-figures.ts";
import { type Metric, single } from "./exposition.ts";

const REQUESTS: readonly CacheEvent[] = ["hit", "stale", "revalidated", "miss", "bypass"];

/** What the caches of all threads hold and have done. */
export function cacheMetrics(figures: Pick<FiguresOfThreads, "sum">): Metric[] {
  const samplesOf = (events: readonly CacheEvent[], label: string) =>
    events.map((event) => ({ labels: { [label]: event }, value: figures.sum(cacheFigure(event)) }));
  const rest = cacheEvents.filter((event) => !REQUESTS.includes(event) && event !== "collapsed");
  return [
    {
      name: "gatehouse_cache_requests_total",
      help: "Calls of APIs that store answers, by what the cache did with them.",
      type: "counter",
      samples: samplesOf(REQUESTS, "result"),
    },
    {
      name: "gatehouse_cache_answers_total",
      help: "Answers stored, evicted for want of room, and purged.",
      type: "counter",
      samples: samplesOf(rest, "event"),
    },
    single(
      "gatehouse_cache_collapsed_total",
      "Waits for the answer to another call.",
      "counter",
      figures.sum(cacheFigure("collapsed")),
    ),
    single("gatehouse_cache_bytes", "Memory that stored answers take.", "gauge", figures.sum("cacheBytes")),
    single("gatehouse_cache_answers", "Stored answers.", "gauge", figures.sum("cacheAnswers")),
  ];
}
