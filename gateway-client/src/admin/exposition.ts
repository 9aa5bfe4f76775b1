export interface Metric {
  name: string;
  help: string;
  type: "counter" | "gauge" | "histogram" | "summary";
  samples: { suffix?: string; labels?: Record<string, string>; value: number }[];
}

const PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/** A metric with one series. */
export function single(name: string, help: string, type: "counter" | "gauge", value: number): Metric {
  return { name, help, type, samples: [{ value }] };
}

/** Metrics in OpenMetrics 1.0 for who accepts it, else in the text format of Prometheus, version 0.0.4. */
export function expose(metrics: Metric[], accept = ""): { type: string; body: string } {
  const isOpen = accept.includes("application/openmetrics-text");
  const body = metrics.map((metric) => writeMetric(metric, isOpen)).join("");
  return isOpen ? { type: OPEN_METRICS, body: `${body}# EOF\n` } : { type: PROMETHEUS, body };
}

function writeMetric({ name, help, type, samples }: Metric, isOpen: boolean): string {
  // OpenMetrics names a counter without the ending of its sample.
  const family = isOpen && type === "counter" ? name.replace(/_total$/, "") : name;
  const lines = samples.map(({ suffix = "", labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
    return `${name}${suffix}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${formatValue(value)}\n`;
  });
  return `# HELP ${family} ${help}\n# TYPE ${family} ${type}\n${lines.join("")}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function formatValue(value: number): string {
  return value === Number.POSITIVE_INFINITY ? "+Inf" : String(value);
}
