import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { PolicyError } from "./define.ts";

/** A header's name: a token of RFC 9110, 5.6.2, kept in lower case. */
export const headerName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "is not a header name")
  .transform((name) => name.toLowerCase());

/** A header's value: visible characters, spaces and tabs (RFC 9110, 5.5). A line break would start another line. */
export const headerValue = z
  .string()
  .max(8192)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "holds characters that a header cannot carry, a line break say")
  .transform((value) => value.trim());

/** A request method, kept in upper case. */
export const method = z
  .string()
  .regex(/^[A-Za-z]{1,20}$/, "is not a method")
  .transform((name) => name.toUpperCase());

/** What the gateway itself writes: framing and the connection's own (RFC 9110, 7.6.1), and where the request goes. */
const GATEWAY_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** A header that a policy may write. */
export const writableHeaderName = headerName.refine((name) => !GATEWAY_HEADERS.has(name), {
  message: "belongs to the connection: the gateway writes it",
});

/** The status of a refusal. */
export const failedStatus = z.int().min(400).max(599);

/** The name of a variable, as expressions and templates read it. */
export const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, "is not a name of letters, digits and underscores");

/** The key of a kept value: a text that may hold `${…}`. Keys are those of one API. */
export const storedKey = z.string().min(1).max(2000);

/** So many calls in any span of a period. */
export const rateLimitRule = z.strictObject({
  calls: z.int().min(1).max(1_000_000_000),
  "renewal-period": duration.refine((text) => isWithin(text, 1_000, 31_622_400_000), "is not between 1s and 366d"),
});

/** A text where `${…}` has no place: passing it on as it stands would be a silent surprise, so it is refused. */
export function fixedText(text: string, pointer: string): string {
  if (text.includes("${")) throw new PolicyError("cannot hold an expression here", pointer);
  return text;
}

function isWithin(text: string, minMs: number, maxMs: number): boolean {
  const ms = milliseconds(text);
  return ms >= minMs && ms <= maxMs;
}
