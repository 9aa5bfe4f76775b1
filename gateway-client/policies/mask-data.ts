import { z } from "zod";
import { definePolicy } from "./define.ts";
import { mapAt, pointerTokens } from "./expressions/json-pointer.ts";
import { bodyOf, sideOf } from "./message.ts";

const ENTRIES_MAX = 100;

export const maskData = definePolicy({
  name: "mask-data",
  version: 1,
  summary: "Hides parts of the body: members of JSON, card numbers, social security numbers, e-mail addresses.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z
    .strictObject({
      pointers: z
        .array(
          z
            .string()
            .max(500)
            .refine((text) => pointerTokens(text) !== undefined, "is not a JSON Pointer such as /user/name"),
        )
        .max(ENTRIES_MAX)
        .default([]),
      patterns: z.array(z.enum(["card", "ssn", "email"])).default([]),
      "keep-last": z.int().min(0).max(20).default(0),
    })
    .refine(({ pointers, patterns }) => pointers.length + patterns.length > 0, "names nothing to hide"),
  compile({ pointers, patterns, "keep-last": kept }, site) {
    const side = sideOf(site.section);
    site.hold(side);
    return (exchange) => {
      const body = bodyOf(exchange, side);
      if (body === undefined || body.bytes.length === 0) return undefined;
      const { value } = body;
      // Text is no JSON: then there are no members, only patterns.
      const isJson = typeof value !== "string";
      const hidden = isJson
        ? pointers.reduce((all, pointer) => mapAt(all, pointer, (text) => mask(text, kept)), value)
        : value;
      const before = hidden === value ? body.text : JSON.stringify(hidden);
      const after = patterns.reduce((text, name) => maskers[name](text, kept), before);
      if (after !== body.text) body.replace(after);
      return undefined;
    };
  },
});

/** Letters and digits become stars; the last ones may stay. A number becomes a text, for stars are none. */
function mask(value: unknown, kept: number): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "object") return "*****";
  const text = String(value);
  const end = Math.max(0, text.length - kept);
  return text.slice(0, end).replaceAll(/[\p{L}\p{N}]/gu, "*") + text.slice(end);
}

type Masker = (text: string, kept: number) => string;

/** Each pattern is bounded in length and without nested repetition: it takes linear time. */
const maskers: Record<"card" | "ssn" | "email", Masker> = {
  card: (text, kept) =>
    text.replaceAll(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g, (found) =>
      isCardNumber(found) ? maskDigits(found, kept) : found,
    ),
  ssn: (text, kept) => text.replaceAll(/(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/g, (found) => maskDigits(found, kept)),
  email: (text, kept) =>
    text.replaceAll(
      /([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})/g,
      (_, local: string, host: string) => {
        return `${local.slice(0, Math.max(0, local.length - kept)).replaceAll(/./g, "*")}${local.slice(Math.max(0, local.length - kept))}@${host}`;
      },
    ),
};

function maskDigits(text: string, kept: number): string {
  let left = text.replaceAll(/\D/g, "").length - kept;
  return text.replaceAll(/\d/g, (digit) => (left-- > 0 ? "*" : digit));
}

/** The checksum of ISO/IEC 7812-1 (Luhn), which tells card numbers from other long ones. */
function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
