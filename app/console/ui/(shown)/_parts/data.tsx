import { Card } from "#components/ui/card.tsx";
import { Chart } from "#components/ui/chart.tsx";
import { Part } from "./part.tsx";

const START = Date.parse("2026-11-20T09:00:00.000Z");
const points = Array.from({ length: 60 }, (_, minute) => ({
  at: new Date(START + minute * 60_000).toISOString(),
  calls: Math.round(4200 + 1400 * Math.sin(minute / 7) + (minute % 5) * 90),
  errors: minute % 11 === 0 ? 140 : 12,
}));

export function Data() {
  return (
    <Part title="Charts">
      <Card>
        <Chart
          title="Calls"
          unit="calls per minute"
          interval="minute"
          points={points}
          series={[
            { key: "calls", label: "answered", tone: "accent" },
            { key: "errors", label: "failed", tone: "bad" },
          ]}
        />
      </Card>
    </Part>
  );
}
