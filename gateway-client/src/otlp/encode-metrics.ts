import { ValueType } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type ResourceMetrics,
} from "@opentelemetry/sdk-metrics";
import type { Metric } from "../admin/exposition.ts";
import { hrTime, SCOPE } from "./encode-spans.ts";

/** The metrics of the admin port as OpenTelemetry has them: units beside names, and no ending for what only rises. */
export function toResourceMetrics(
  metrics: readonly Metric[],
  resource: Resource,
  startedAtMs: number,
  nowMs: number,
): ResourceMetrics {
  const times = { startTime: hrTime(startedAtMs), endTime: hrTime(nowMs) };
  return {
    resource,
    scopeMetrics: [{ scope: SCOPE, metrics: metrics.flatMap((metric) => toMetricData(metric, times)) }],
  };
}

type Times = Pick<MetricData["dataPoints"][number], "startTime" | "endTime">;
type Sample = Metric["samples"][number];

function toMetricData(metric: Metric, times: Times): MetricData[] {
  const common = { descriptor: descriptorOf(metric), aggregationTemporality: AggregationTemporality.CUMULATIVE };
  const pointsOf = (samples: Sample[]) =>
    samples.map(({ labels = {}, value }) => ({ ...times, attributes: labels, value }));
  const sum = (samples: Sample[], isMonotonic: boolean, ending = ""): MetricData => ({
    ...common,
    descriptor: { ...common.descriptor, name: common.descriptor.name + ending },
    dataPointType: DataPointType.SUM,
    isMonotonic,
    dataPoints: pointsOf(samples),
  });
  const ofSuffix = (suffix: string) => metric.samples.filter((sample) => sample.suffix === suffix);
  if (metric.type === "counter") return [sum(metric.samples, true)];
  if (metric.type === "gauge")
    return [{ ...common, dataPointType: DataPointType.GAUGE, dataPoints: pointsOf(metric.samples) }];
  if (metric.type === "summary") return [sum(ofSuffix("_sum"), false, ".sum"), sum(ofSuffix("_count"), true, ".count")];
  return [{ ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: [histogramOf(metric, times)] }];
}

/** Histograms here have no labels but `le`. */
function histogramOf({ samples }: Metric, times: Times) {
  const buckets = samples.filter(({ suffix }) => suffix === "_bucket");
  const below = buckets.map(({ value }) => value);
  return {
    ...times,
    attributes: {},
    value: {
      buckets: {
        boundaries: buckets.slice(0, -1).map(({ labels }) => Number(labels?.le)),
        counts: below.map((count, index) => count - (below[index - 1] ?? 0)),
      },
      sum: samples.find(({ suffix }) => suffix === "_sum")?.value ?? 0,
      count: samples.find(({ suffix }) => suffix === "_count")?.value ?? 0,
    },
  };
}

const UNITS: Record<string, string> = { seconds: "s", bytes: "By" };

function descriptorOf({ name, help, type }: Metric) {
  const parts = name.split("_");
  if (type === "counter") parts.pop();
  const unit = UNITS[parts.at(-1) ?? ""];
  if (unit !== undefined) parts.pop();
  return { name: parts.join("_"), description: help, unit: unit ?? "", valueType: ValueType.DOUBLE };
}
