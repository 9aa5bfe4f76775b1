/** The start of an interval on an axis: the hour within a day, the day within months. */
export function tickOf(at: string, interval: "minute" | "hour" | "day"): string {
  return (interval === "day" ? day : minute).format(new Date(at));
}

/** The start of an interval where there is room for it. */
export function instantOf(at: string, interval: "minute" | "hour" | "day"): string {
  return (interval === "day" ? wholeDay : wholeMinute).format(new Date(at));
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const wholeDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const wholeMinute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
