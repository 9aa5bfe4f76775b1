"use client";

import { Area, Bar, CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartProps } from "./chart.tsx";
import { instantOf, tickOf } from "./chart-format.ts";
import { toneColour } from "./chart-tones.ts";
import { compactNumber, plainNumber } from "./number-format.ts";

/** The drawing itself; hidden from screen readers, which have the table. */
export function ChartCanvas({ points, series, interval, unit, form = "line" }: ChartProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={points} margin={{ top: 6, right: 6, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          tickFormatter={(at: string) => tickOf(at, interval)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={44}
        />
        <YAxis
          tickFormatter={compactNumber}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={46}
          allowDecimals={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)", fill: "var(--sunken)" }}
          content={({ active, label }) => {
            const point = points.find(({ at }) => at === label);
            return active && point ? <Reading point={point} series={series} interval={interval} unit={unit} /> : null;
          }}
        />
        {series.map(({ key, tone }) =>
          form === "bar" ? (
            <Bar
              key={key}
              dataKey={key}
              stackId="all"
              fill={toneColour[tone]}
              isAnimationActive={false}
              maxBarSize={28}
            />
          ) : (
            <Area
              key={key}
              dataKey={key}
              type="linear"
              stroke={toneColour[tone]}
              strokeWidth={1.8}
              fill={toneColour[tone]}
              fillOpacity={0.1}
              isAnimationActive={false}
              dot={false}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type ReadingProps = Pick<ChartProps, "series" | "interval" | "unit"> & { point: ChartProps["points"][number] };

function Reading({ point, series, interval, unit }: ReadingProps) {
  return (
    <div className="rounded-control border border-line-strong bg-surface px-3 py-2 text-tiny shadow-floating">
      <p className="text-faint">{instantOf(point.at, interval)}</p>
      {series.map(({ key, label, tone }) => (
        <p key={key} className="flex items-center gap-2 tabular-nums">
          <span className="h-2 w-3 rounded-[2px]" style={{ background: toneColour[tone] }} />
          <span className="grow pr-4">{label}</span>
          <b className="font-[550]">{plainNumber(Number(point[key] ?? 0))}</b> {unit}
        </p>
      ))}
    </div>
  );
}

const tick = { fill: "var(--faint)", fontSize: 11 };
