/** The parser of Prometheus text that tests read the metrics with brings no types along. */
declare module "parse-prometheus-text-format" {
  export interface Family {
    name: string;
    help: string;
    type: string;
    metrics: {
      value?: string;
      labels?: Record<string, string>;
      sum?: string;
      count?: string;
      buckets?: Record<string, string>;
    }[];
  }
  export default function parse(text: string): Family[];
}
