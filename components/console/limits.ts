import { compactNumber } from "../ui/number-format.ts";

interface Limits {
  rateLimit: { calls: number; renewalPeriod: string }[];
  quota: { calls?: number | undefined; bandwidth?: string | undefined; renewalPeriod: string } | null;
}

/** What a plan allows, in a line: `1,000 calls/min · 2 M calls a month`. */
export function limitsInWords({ rateLimit, quota }: Limits): string {
  const words = [...rateLimit.map(rateInWords), ...(quota ? quotaInWords(quota) : [])];
  return words.length === 0 ? "no limits" : words.join(" · ");
}

function rateInWords({ calls, renewalPeriod }: Limits["rateLimit"][number]): string {
  return `${amount(calls)}/${perPeriod[renewalPeriod] ?? renewalPeriod}`;
}

function quotaInWords({ calls, bandwidth, renewalPeriod }: NonNullable<Limits["quota"]>): string[] {
  const every = aPeriod[renewalPeriod] ?? `every ${renewalPeriod}`;
  return [
    ...(calls === undefined ? [] : [`${amount(calls)} ${every}`]),
    ...(bandwidth ? [`${bandwidth} ${every}`] : []),
  ];
}

function amount(calls: number): string {
  return `${compactNumber(calls)} ${calls === 1 ? "call" : "calls"}`;
}

const perPeriod: Record<string, string> = { "1s": "s", "1m": "min", "60s": "min", "1h": "h", "1d": "day" };
const aPeriod: Record<string, string> = {
  "1h": "an hour",
  "1d": "a day",
  "7d": "a week",
  "30d": "a month",
  "365d": "a year",
};
