/** `2026-11-20 10:00:00 UTC`. */
export function inUtc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `20 Nov 2026, 10:00`, in the zone of whoever runs this. */
export function shortLocal(time: Date, isDayOnly: boolean): string {
  return formatter(isDayOnly, undefined).format(time);
}

export function shortInUtc(time: Date, isDayOnly: boolean): string {
  const short = formatter(isDayOnly, "UTC").format(time);
  return isDayOnly ? short : `${short} UTC`;
}

/** `just now`, `12 min ago`, `in 3 d`; from a month on a date says more, so there is no word for it. */
export function sinceInWords(time: Date, now: number): string | undefined {
  const seconds = Math.round((now - time.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 45) return "just now";
  const unit = units.find(({ below }) => distance < below);
  if (unit === undefined) return undefined;
  const amount = `${Math.max(1, Math.round(distance / unit.seconds))} ${unit.name}`;
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

const units = [
  { name: "min", seconds: 60, below: 0.98 * HOUR },
  { name: "h", seconds: HOUR, below: 0.97 * DAY },
  { name: "d", seconds: DAY, below: 30 * DAY },
];

function formatter(isDayOnly: boolean, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(isDayOnly ? {} : { hour: "2-digit", minute: "2-digit" }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}
