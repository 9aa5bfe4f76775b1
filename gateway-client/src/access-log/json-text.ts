/** Visible ASCII without quote and backslash: nearly every text of a line, and JSON as it stands. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** A text as JSON. */
export function jsonText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Milliseconds to the microsecond: the clock tells no more. Written from whole numbers, which cost a tenth of a fraction. */
export function jsonMs(ms: number): string {
  const micros = Math.round(ms * 1000);
  const whole = Math.floor(micros / 1000);
  const rest = micros - whole * 1000;
  if (rest === 0) return String(whole);
  return `${whole}.${rest < 10 ? "00" : rest < 100 ? "0" : ""}${rest}`;
}

let second = -1;
let written = "";

/** A time as JSON, ISO 8601; all but its milliseconds is written once a second. */
export function jsonTime(epochMs: number): string {
  const ms = Math.floor(epochMs);
  const own = Math.floor(ms / 1000);
  if (own !== second) {
    second = own;
    written = `"${new Date(own * 1000).toISOString().slice(0, 20)}`;
  }
  const rest = ms - own * 1000;
  return `${written}${rest < 10 ? "00" : rest < 100 ? "0" : ""}${rest}Z"`;
}
