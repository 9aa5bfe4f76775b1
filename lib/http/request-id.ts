import { randomUUID } from "node:crypto";

/** The caller's `x-request-id` when it is harmless in logs and headers, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && /^[\w.:-]{8,100}$/.test(given) ? given : randomUUID();
}
