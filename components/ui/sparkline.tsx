interface SparklineProps {
  values: number[];
  /** What the line tells, for those who do not see it. */
  label: string;
  width?: number | undefined;
  height?: number | undefined;
}

/** A trend at a glance, drawn on the server; axes and figures belong to `Chart`. */
export function Sparkline({ values, label, width = 96, height = 26 }: SparklineProps) {
  const highest = Math.max(...values, 1);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const points = values.map(
    (value, index) => `${round(index * step)},${round(2 + (height - 4) * (1 - value / highest))}`,
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="max-w-full"
    >
      <polyline
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.6"
        strokeLinejoin="round"
        strokeLinecap="round"
        points={points.join(" ")}
      />
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
