import { randomBytes } from "node:crypto";

const WELL_FORMED_ID = /^[A-Za-z0-9._~:/+=@-]{8,128}$/;
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/** Whether a caller's request id may go into answers, logs and headers. */
export function isRequestId(text: string): boolean {
  return WELL_FORMED_ID.test(text);
}

/** W3C Trace Context, 3.2.2. */
export function isTraceparent(text: string): boolean {
  return text.length >= 55 && TRACEPARENT.test(text);
}

const hexPairs = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, "0"));

// Ids need to be unique and not secret: an xorshift from a random start costs a fiftieth of asking the system each time.
const state = new Uint32Array(new Uint8Array(randomBytes(16)).buffer);

/** 32 hexadecimal digits: a request id that is also a trace id. */
export function makeId(): string {
  return makeHalf() + makeHalf();
}

/** 16 hexadecimal digits: a span id. */
export function makeHalf(): string {
  const a = nextNumber();
  const b = nextNumber() | 1;
  return hexOf(a >>> 16) + hexOf(a & 0xffff) + hexOf((b >>> 16) & 0xffff) + hexOf(b & 0xffff);
}

/** xorshift128 (Marsaglia). */
function nextNumber(): number {
  let t = state[3] ?? 0;
  const s = state[0] ?? 0;
  state[3] = state[2] ?? 0;
  state[2] = state[1] ?? 0;
  state[1] = s;
  t ^= t << 11;
  t ^= t >>> 8;
  state[0] = t ^ s ^ (s >>> 19);
  return state[0] ?? 0;
}

function hexOf(value: number): string {
  return hexPairs[value] ?? "0000";
}
