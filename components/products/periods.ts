import type { Option } from "../ui/option.ts";

export const ratePeriods: Option[] = [
  { value: "1s", label: "a second" },
  { value: "1m", label: "a minute" },
  { value: "1h", label: "an hour" },
  { value: "1d", label: "a day" },
];

export const quotaPeriods: Option[] = [
  { value: "1d", label: "a day" },
  { value: "7d", label: "7 days" },
  { value: "30d", label: "30 days" },
  { value: "365d", label: "365 days" },
];

/** With the present one, where it was set to something else through the API. */
export function periodOptions(options: Option[], present: unknown): Option[] {
  if (typeof present !== "string" || options.some(({ value }) => value === present)) return options;
  return [...options, { value: present, label: present }];
}
