import { Sparkline } from "#components/ui/sparkline.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Part } from "./part.tsx";

export function Figures() {
  return (
    <Part title="Figures">
      <StatRow>
        <Stat
          label="Calls"
          value="412 k"
          note="in 30 days"
          trend={<Sparkline values={[4, 5, 4, 6, 7, 6, 9]} label="rising" />}
        />
        <Stat label="Errors" value="0.2" unit="%" note="0.4 % the month before" />
        <Stat label="p95" value="84" unit="ms" />
        <Stat label="Gateways" value="6" note="all on generation 118" />
      </StatRow>
    </Part>
  );
}
