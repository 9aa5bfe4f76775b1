import { LATENCY_BUCKETS, latencyBucket, latencyBucketBoundMs } from "@gatehouse/contract/telemetry.ts";
import { type Metric, single } from "./exposition.ts";

/** What the metrics need of a call. `upstreamMs` is negative when no backend was called. */
export interface ObservedCall {
  status: number;
  bytesIn: number;
  bytesOut: number;
  totalMs: number;
  upstreamMs: number;
}

/** Calls since the start, by class of status only: who called what is telemetry's to tell. */
export interface CallMetrics {
  observe(call: ObservedCall): void;
  readonly calls: number;
  list(): Metric[];
}

const STATUS_CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"];
/** Every fourth bound, which makes each 1.41 to 1.5 times the one before: 33 series instead of 130. */
const LATENCY_BOUNDS_MS = Array.from({ length: LATENCY_BUCKETS }, (_, bucket) => latencyBucketBoundMs(bucket)).filter(
  (bound, bucket) => bucket % 4 === 0 || bound === Number.POSITIVE_INFINITY,
);
/** The gateway's own time is mostly below a millisecond. */
const OVERHEAD_BOUNDS_MS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000, Number.POSITIVE_INFINITY];

export function createCallMetrics(): CallMetrics {
  const calls = new Float64Array(STATUS_CLASSES.length);
  const latency = createHistogram(LATENCY_BOUNDS_MS, (ms) => Math.ceil(latencyBucket(ms) / 4));
  const upstream = createHistogram(LATENCY_BOUNDS_MS, (ms) => Math.ceil(latencyBucket(ms) / 4));
  const overhead = createHistogram(OVERHEAD_BOUNDS_MS, (ms) => OVERHEAD_BOUNDS_MS.findIndex((bound) => ms < bound));
  let bytesIn = 0;
  let bytesOut = 0;

  return {
    get calls() {
      return latency.count;
    },
    observe(call) {
      const index = Math.min(4, Math.max(0, Math.floor(call.status / 100) - 1));
      calls[index] = (calls[index] ?? 0) + 1;
      latency.add(call.totalMs);
      if (call.upstreamMs >= 0) upstream.add(call.upstreamMs);
      overhead.add(Math.max(0, call.totalMs - Math.max(0, call.upstreamMs)));
      bytesIn += call.bytesIn;
      bytesOut += call.bytesOut;
    },
    list: () => [
      {
        name: "gatehouse_gateway_requests_total",
        help: "Answered requests by class of status.",
        type: "counter",
        samples: STATUS_CLASSES.map((status, index) => ({ labels: { status }, value: calls[index] ?? 0 })),
      },
      single("gatehouse_gateway_request_body_bytes_total", "Bytes of request bodies received.", "counter", bytesIn),
      single("gatehouse_gateway_response_body_bytes_total", "Bytes of answer bodies sent.", "counter", bytesOut),
      latency.metric(
        "gatehouse_gateway_request_duration_seconds",
        "From a request's complete header to its answer's last byte.",
      ),
      upstream.metric(
        "gatehouse_gateway_upstream_duration_seconds",
        "From the call of the backend to its answer's last byte, with every attempt.",
      ),
      overhead.metric(
        "gatehouse_gateway_overhead_seconds",
        "What the gateway adds: a request's duration without the time of its backend.",
      ),
    ],
  };
}

interface Histogram {
  readonly count: number;
  add(ms: number): void;
  metric(name: string, help: string): Metric;
}

/** @param placeOf index of the first bound above a time */
function createHistogram(boundsMs: readonly number[], placeOf: (ms: number) => number): Histogram {
  const counts = new Float64Array(boundsMs.length);
  let count = 0;
  let sumMs = 0;
  return {
    get count() {
      return count;
    },
    add(ms) {
      const place = placeOf(ms);
      counts[place] = (counts[place] ?? 0) + 1;
      sumMs += ms;
      count++;
    },
    metric(name, help) {
      let below = 0;
      const buckets = boundsMs.map((bound, place) => {
        below += counts[place] ?? 0;
        const le = bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound / 1000);
        return { suffix: "_bucket", labels: { le }, value: below };
      });
      const ends = [
        { suffix: "_sum", value: sumMs / 1000 },
        { suffix: "_count", value: count },
      ];
      return { name, help, type: "histogram", samples: [...buckets, ...ends] };
    },
  };
}
