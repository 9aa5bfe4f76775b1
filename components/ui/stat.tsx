import type { ReactNode } from "react";

interface StatProps {
  label: string;
  value: ReactNode;
  unit?: string | undefined;
  /** What it is compared with, or a badge. */
  note?: ReactNode;
  /** A sparkline. */
  trend?: ReactNode;
}

export function Stat({ label, value, unit, note, trend }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-card border border-line bg-surface px-4 py-3.5 md:px-5 md:py-4">
      <p className="text-small text-soft">{label}</p>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="font-[620] text-[1.5rem] leading-8 tracking-[-0.02em] tabular-nums">
          {value}
          {unit && <span className="ml-1 font-normal text-base text-faint tracking-normal">{unit}</span>}
        </p>
        {trend}
      </div>
      {note && <div className="text-faint text-tiny tabular-nums">{note}</div>}
    </div>
  );
}

/** Figures in a row that becomes a column where there is no room. */
export function StatRow({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,9.25rem),1fr))] gap-3 md:gap-4">{children}</div>
  );
}
