interface ProgressProps {
  label: string;
  /** 0 to 1; left out while the end is not known. */
  share?: number | undefined;
  detail?: string | undefined;
}

export function Progress({ label, share, detail }: ProgressProps) {
  const percent = share === undefined ? undefined : Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return (
    <div className="flex flex-col gap-1.5 text-small">
      <div className="flex justify-between gap-4">
        <span className="font-[550]">{label}</span>
        <span className="text-faint tabular-nums">{detail ?? (percent === undefined ? "" : `${percent} %`)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className={
            percent === undefined ? "h-full w-2/5 animate-pulse bg-accent" : "h-full bg-accent transition-[width]"
          }
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
