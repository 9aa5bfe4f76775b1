"use client";

import dynamic from "next/dynamic";
import { ChartTable } from "./chart-table.tsx";
import { toneColour } from "./chart-tones.ts";
import { Skeleton } from "./skeleton.tsx";

export interface Series {
  key: string;
  label: string;
  tone: "accent" | "info" | "good" | "warn" | "bad" | "neutral";
}

export interface ChartProps {
  /** What is shown, such as "Calls per minute". */
  title: string;
  unit: string;
  /** `at` is the start of each interval in ISO 8601; a number for each series. */
  points: ({ at: string } & Record<string, number | string>)[];
  series: Series[];
  interval: "minute" | "hour" | "day";
  form?: "line" | "bar" | undefined;
  heightPixels?: number | undefined;
}

/** A trend with axes and tooltip, and the same figures as a table under it. The drawing library is loaded only where a chart is. */
export function Chart(props: ChartProps) {
  const { heightPixels = HEIGHT_PIXELS, series } = props;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-small">
        <span className="font-[550]">
          {props.title} <span className="font-normal text-faint">in {props.unit}</span>
        </span>
        {series.length > 1 && <Legend series={series} />}
      </figcaption>
      <div aria-hidden="true" style={{ height: heightPixels }}>
        <Canvas {...props} />
      </div>
      <ChartTable {...props} />
    </figure>
  );
}

const HEIGHT_PIXELS = 220;

const Canvas = dynamic(() => import("./chart-canvas.tsx").then((module) => module.ChartCanvas), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

function Legend({ series }: { series: Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 text-soft text-tiny">
      {series.map(({ key, label, tone }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="h-2 w-3 rounded-[2px]" style={{ background: toneColour[tone] }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
