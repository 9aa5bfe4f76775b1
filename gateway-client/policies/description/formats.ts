import type { Format } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";

/** Longer texts are of no such format: it bounds what a pattern can be made to look at. */
const LENGTH_MAX = 2_000;

const ofTexts = [
  "date",
  "time",
  "date-time",
  "duration",
  "uri",
  "uri-reference",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "uuid",
  "json-pointer",
] as const;
const others = ["byte", "int32", "int64", "float", "double"] as const;

/** The formats of JSON Schema and OpenAPI that decide on validity; all others are annotations. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ...ofTexts.map((name): [string, Format] => [name, (text: string) => text.length <= LENGTH_MAX && isOf(name, text)]),
  ...others.map((name): [string, Format] => [name, fullFormats[name]]),
]);

function isOf(name: (typeof ofTexts)[number], text: string): boolean {
  const format = fullFormats[name];
  if (format instanceof RegExp) return format.test(text);
  if (typeof format === "function") return format(text) === true;
  const { validate } = Object(format);
  return validate instanceof RegExp ? validate.test(text) : validate(text) === true;
}
