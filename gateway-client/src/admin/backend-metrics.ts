import type { BackendReport } from "../backends/running-backend.ts";
import type { Metric } from "./exposition.ts";

const STATES = ["closed", "half-open", "open"] as const;

/** How watched backends are. The id tells backends of one name apart. */
export function backendMetrics(reports: readonly BackendReport[]): Metric[] {
  return [
    {
      name: "gatehouse_backend_up",
      help: "1 when calls go to the target, 0 while checks or failed calls keep it out.",
      type: "gauge",
      samples: reports.flatMap(({ id, name, targets }) =>
        targets.map(({ url, isUp }) => ({ labels: { backend: name, id, target: url }, value: isUp ? 1 : 0 })),
      ),
    },
    {
      name: "gatehouse_backend_circuit",
      help: "1 for the state that the backend's circuit breaker is in.",
      type: "gauge",
      samples: reports.flatMap(({ id, name, circuit }) =>
        circuit === undefined
          ? []
          : STATES.map((state) => ({ labels: { backend: name, id, state }, value: state === circuit ? 1 : 0 })),
      ),
    },
  ];
}
