/** A user agent as people say it: `Firefox on Windows`. Only for the eye; what is not known is shown as it came. */
export function deviceOf(userAgent: string): string {
  if (userAgent === "") return "Unknown device";
  const browser = browsers.find(([mark]) => userAgent.includes(mark))?.[1];
  const system = systems.find(([mark]) => userAgent.includes(mark))?.[1];
  if (browser === undefined) return userAgent.split(/[ /]/, 1)[0] || "Unknown device";
  return system === undefined ? browser : `${browser} on ${system}`;
}

/* In this order: browsers carry the names of those that they descend from. */
const browsers = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;

const systems = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;
