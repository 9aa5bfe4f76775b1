/**
 * The canonical JSON text of a value: RFC 8785 (JCS). Object members are sorted by UTF-16 code units, there is no white
 * space, numbers and strings are written as ECMAScript writes them. Members that are `undefined` are left out.
 *
 * Snapshot parts are these bytes, so that equal rows give equal hashes, and the manifest's signature covers them.
 *
 * @throws TypeError for what JSON cannot hold: functions, symbols, bigints, NaN and infinities.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const members: string[] = [];
    for (const [name, member] of Object.entries(value).sort(byCodeUnits)) {
      if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
    }
    return `{${members.join(",")}}`;
  }
  throw new TypeError(`JSON has no ${typeof value}`);
}

function byCodeUnits([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
