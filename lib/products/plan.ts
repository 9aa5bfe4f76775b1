import { z } from "zod";
import { quota, rateLimit } from "../contract/snapshot.ts";
import { bytes, formatDuration, formatSize, milliseconds } from "../contract/units.ts";
import type { ChangePlanInput } from "./input.ts";

const DAY_MS = 86_400_000;

/** What the columns of a plan hold. */
export const storedRateLimits = z.array(rateLimit);
export const storedQuota = quota.nullable();
export const storedQuestions = z.array(z.object({ name: z.string(), label: z.string(), required: z.boolean() }));

type Stored<T extends z.ZodType> = z.output<T>;
type QuotaInput = NonNullable<ChangePlanInput["quota"]>;

/** What goes into the columns: units of people become those of machines. Members that were not sent stay undefined. */
export function toPlanColumns({ rateLimit, quota, duration, ...rest }: ChangePlanInput) {
  return {
    ...rest,
    rateLimits: rateLimit?.map(({ calls, renewalPeriod }) => ({ calls, periodMs: milliseconds(renewalPeriod) })),
    quota: quota && toStoredQuota(quota),
    durationDays: duration === undefined ? undefined : toDays(duration),
  };
}

export function toRateLimitText(limits: Stored<typeof storedRateLimits>) {
  return limits.map(({ calls, periodMs }) => ({ calls, renewalPeriod: formatDuration(periodMs) }));
}

export function toQuotaText(quota: Stored<typeof storedQuota>) {
  return (
    quota && {
      ...(quota.calls === undefined ? {} : { calls: quota.calls }),
      ...(quota.bytes === undefined ? {} : { bandwidth: formatSize(quota.bytes) }),
      renewalPeriod: formatDuration(quota.periodMs),
    }
  );
}

export function toDurationText(days: number | null): string | null {
  return days === null ? null : formatDuration(days * DAY_MS);
}

function toStoredQuota({ calls, bandwidth, renewalPeriod }: QuotaInput) {
  return {
    ...(calls === undefined ? {} : { calls }),
    ...(bandwidth === undefined ? {} : { bytes: bytes(bandwidth) }),
    periodMs: milliseconds(renewalPeriod),
  };
}

function toDays(duration: string | null): number | null {
  return duration === null ? null : milliseconds(duration) / DAY_MS;
}
