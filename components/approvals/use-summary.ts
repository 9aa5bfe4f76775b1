interface UsageByDay {
  from: string;
  to: string;
  totals: { calls: number; errors: number };
  rows: { at?: string | undefined; status?: number | undefined; calls: number }[];
}

const DAY_MS = 86_400_000;
/** The answer of a gateway that a limit has stopped. */
const OVER_LIMIT = 429;

/** Usage by day and status in the figures that an approver asks for; days without calls are zero, not left out. */
export function summariseUse({ from, to, totals, rows }: UsageByDay) {
  const first = Date.parse(from);
  const days = Array.from({ length: Math.max(1, Math.ceil((Date.parse(to) - first) / DAY_MS)) }, () => 0);
  for (const { at, calls } of rows) {
    const day = at === undefined ? 0 : Math.floor((Date.parse(at) - first) / DAY_MS);
    days[day] = (days[day] ?? 0) + calls;
  }
  const limited = rows.filter(({ status }) => status === OVER_LIMIT).reduce((sum, { calls }) => sum + calls, 0);
  return { calls: totals.calls, errors: totals.errors, limited, days };
}
