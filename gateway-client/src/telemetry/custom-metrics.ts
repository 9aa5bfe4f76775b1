import type { Metric } from "../admin/exposition.ts";

/** What was added to one series since it was last taken. */
export interface MetricSum {
  name: string;
  dimensions: readonly (readonly [name: string, value: string])[];
  valuesMax: number;
  count: number;
  sum: number;
}

const METRICS_MAX = 200;
const SERIES_MAX = 2_000;
const OTHER = "other";

/** Metrics of publishers, within a bound of names, of values for each dimension, and of series. */
export class CustomMetrics {
  readonly #metrics = new Map<string, { values: Map<string, Set<string>>; series: Map<string, MetricSum> }>();
  #dropped = 0;

  /** Additions to metrics beyond the bound of names. */
  get dropped(): number {
    return this.#dropped;
  }

  add({ name, dimensions, valuesMax, count, sum }: MetricSum): void {
    let metric = this.#metrics.get(name);
    if (metric === undefined) {
      if (this.#metrics.size >= METRICS_MAX) {
        this.#dropped += count;
        return;
      }
      metric = { values: new Map(), series: new Map() };
      this.#metrics.set(name, metric);
    }
    const { values, series } = metric;
    const kept = dimensions.map(([dimension, value]): [string, string] => [
      dimension,
      isKnown(values, dimension, value, valuesMax) ? value : OTHER,
    ]);
    const one = seriesFor(series, kept, name, valuesMax);
    one.count += count;
    one.sum += sum;
  }

  /** Everything added since the last time; which values are known stays so. */
  take(): MetricSum[] {
    const taken: MetricSum[] = [];
    for (const { series } of this.#metrics.values()) {
      taken.push(...series.values());
      series.clear();
    }
    return taken;
  }

  list(): Metric[] {
    return [...this.#metrics].map(([name, { series }]) => ({
      name: `gatehouse_custom_${name}`,
      help: "What the policy emit-metric added, by its dimensions.",
      type: "summary" as const,
      samples: [...series.values()].flatMap(({ dimensions, sum, count }) => {
        const labels = Object.fromEntries(dimensions);
        return [
          { suffix: "_sum", labels, value: sum },
          { suffix: "_count", labels, value: count },
        ];
      }),
    }));
  }
}

function isKnown(values: Map<string, Set<string>>, dimension: string, value: string, valuesMax: number): boolean {
  let known = values.get(dimension);
  if (known === undefined) {
    known = new Set();
    values.set(dimension, known);
  }
  if (known.has(value)) return true;
  if (known.size >= valuesMax) return false;
  known.add(value);
  return true;
}

function seriesFor(
  series: Map<string, MetricSum>,
  dimensions: [string, string][],
  name: string,
  valuesMax: number,
): MetricSum {
  const key = JSON.stringify(dimensions);
  const found = series.get(key);
  if (found !== undefined) return found;
  if (series.size >= SERIES_MAX && dimensions.some(([, value]) => value !== OTHER)) {
    return seriesFor(
      series,
      dimensions.map(([dimension]) => [dimension, OTHER]),
      name,
      valuesMax,
    );
  }
  const made = { name, dimensions, valuesMax, count: 0, sum: 0 };
  series.set(key, made);
  return made;
}
