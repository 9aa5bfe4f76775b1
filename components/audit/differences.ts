export interface Difference {
  /** Such as `rateLimit.0.calls`; empty for a value that is no object. */
  place: string;
  before: string | undefined;
  after: string | undefined;
}

/** What is other after than before, one row for each plain value; lists and objects are gone into. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])];
  return places
    .map((place) => ({ place, before: was.get(place), after: is.get(place) }))
    .filter((row) => row.before !== row.after);
}

function leavesOf(value: unknown, place = "", leaves = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return place === "" ? leaves : leaves.set(place, "null");
  if (typeof value !== "object") return leaves.set(place, String(value));
  const members = Object.entries(value);
  if (members.length === 0) return leaves.set(place, Array.isArray(value) ? "[]" : "{}");
  for (const [name, member] of members) leavesOf(member, place === "" ? name : `${place}.${name}`, leaves);
  return leaves;
}
