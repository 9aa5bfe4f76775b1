import type { CatalogProductView } from "#lib/products/view.ts";
import { plainNumber } from "../ui/number-format.ts";

type Plan = Pick<CatalogProductView["plans"][number], "rateLimit" | "quota" | "duration" | "approval">;

/** `60 calls per minute`. */
export function rateLimitInWords({ rateLimit }: Plan): string {
  if (rateLimit.length === 0) return "No rate limit";
  return rateLimit
    .map(({ calls, renewalPeriod }) => `${callsInWords(calls)} per ${periodInWords(renewalPeriod)}`)
    .join(", ");
}

/** `10,000 calls and 2 GiB per 30 days`. */
export function quotaInWords({ quota }: Plan): string {
  if (quota === null) return "No quota";
  const parts = [quota.calls === undefined ? undefined : callsInWords(quota.calls), quota.bandwidth];
  return `${parts.filter(Boolean).join(" and ")} per ${periodInWords(quota.renewalPeriod)}`;
}

export function durationInWords({ duration }: Plan): string {
  return duration === null ? "Without end" : periodInWords(duration, true);
}

export function approvalInWords({ approval }: Plan): string {
  return approval === "auto" ? "At once" : "After an approval";
}

function callsInWords(calls: number): string {
  return `${plainNumber(calls)} ${calls === 1 ? "call" : "calls"}`;
}

/** `60s` is a minute; a single unit goes without its number where "per" stands before it. */
function periodInWords(period: string, isCounted = false): string {
  const [, digits = "1", unit = ""] = /^(\d+)(ms|s|m|h|d)$/.exec(period) ?? [];
  const found = units.get(unit);
  if (!found) return period;
  const larger = Number(digits) * found.seconds;
  const best = [...units.values()].findLast(({ seconds }) => larger % seconds === 0 && larger >= seconds) ?? found;
  const count = larger / best.seconds;
  if (count === 1 && !isCounted) return best.name;
  return `${plainNumber(count)} ${best.name}${count === 1 ? "" : "s"}`;
}

const units = new Map([
  ["ms", { name: "millisecond", seconds: 0.001 }],
  ["s", { name: "second", seconds: 1 }],
  ["m", { name: "minute", seconds: 60 }],
  ["h", { name: "hour", seconds: 3_600 }],
  ["d", { name: "day", seconds: 86_400 }],
]);
