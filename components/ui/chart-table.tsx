"use client";

import { useState } from "react";
import type { ChartProps } from "./chart.tsx";
import { instantOf } from "./chart-format.ts";
import { plainNumber } from "./number-format.ts";
import { ScrollRegion } from "./scroll-region.tsx";

/** The figures of a chart, for those who cannot see it or want them exactly. Its rows are drawn once it is opened. */
export function ChartTable({ title, unit, points, series, interval }: ChartProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="text-small">
      <summary className="w-fit cursor-pointer rounded-chip text-faint text-tiny hover:text-ink">
        Show as a table
      </summary>
      {isOpen && (
        <ScrollRegion
          label={`${title} as a table`}
          className="mt-2 max-h-72 overflow-auto rounded-control border border-line"
        >
          <table className="w-full border-collapse">
            <caption className="sr-only">
              {title} in {unit}
            </caption>
            <thead>
              <tr className="text-faint text-tiny">
                <th scope="col" className="px-3 py-1.5 text-left font-[500]">
                  From
                </th>
                {series.map(({ key, label }) => (
                  <th key={key} scope="col" className="px-3 py-1.5 text-right font-[500]">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.at} className="border-line border-t tabular-nums">
                  <th scope="row" className="whitespace-nowrap px-3 py-1.5 text-left font-normal">
                    {instantOf(point.at, interval)}
                  </th>
                  {series.map(({ key }) => (
                    <td key={key} className="px-3 py-1.5 text-right">
                      {plainNumber(Number(point[key] ?? 0))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </details>
  );
}
