import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { definePolicy } from "./define.ts";

const RANGES_MAX = 1000;

const range = z
  .string()
  .max(100)
  .refine((text) => toRange(text) !== undefined, {
    message: "is not an address, a CIDR range such as 10.0.0.0/8, or a range such as 10.0.0.1-10.0.0.9",
  });

export const ipFilter = definePolicy({
  name: "ip-filter",
  version: 1,
  summary: "Lets a request in only when its client address is in an allowed range and in no forbidden one.",
  phase: "access",
  sections: ["inbound"],
  config: z.strictObject({
    allow: z.array(range).min(1).max(RANGES_MAX).optional(),
    forbid: z.array(range).max(RANGES_MAX).default([]),
  }),
  compile({ allow, forbid }) {
    const allowed = allow && toBlockList(allow);
    const forbidden = toBlockList(forbid);
    return (exchange) => {
      const address = exchange.clientAddress;
      const family = address.includes(":") ? "ipv6" : "ipv4";
      const isIn = (allowed?.check(address, family) ?? true) && !forbidden.check(address, family);
      return isIn ? undefined : { problem: "caller-ip-not-allowed", detail: `${address} may not call this API.` };
    };
  },
});

interface Range {
  family: "ipv4" | "ipv6";
  first: string;
  last: string;
  prefix: number | undefined;
}

function toBlockList(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const parsed = toRange(text);
    if (parsed === undefined) continue;
    if (parsed.prefix === undefined) list.addRange(parsed.first, parsed.last, parsed.family);
    else list.addSubnet(parsed.first, parsed.prefix, parsed.family);
  }
  return list;
}

function toRange(text: string): Range | undefined {
  const [head = "", tail] = text.split(/[/-]/, 2).map((part) => part.trim());
  const version = isIP(head);
  if (version === 0 || head.includes("%")) return undefined;
  const family = version === 4 ? "ipv4" : "ipv6";

  if (text.includes("/")) {
    const bits = version === 4 ? 32 : 128;
    const isPrefix = tail !== undefined && /^\d{1,3}$/.test(tail) && Number(tail) <= bits;
    return isPrefix ? { family, first: head, last: head, prefix: Number(tail) } : undefined;
  }
  if (tail === undefined) return { family, first: head, last: head, prefix: undefined };
  return isIP(tail) === version && isOrdered(head, tail, family)
    ? { family, first: head, last: tail, prefix: undefined }
    : undefined;
}

function isOrdered(first: string, last: string, family: Range["family"]): boolean {
  try {
    new BlockList().addRange(first, last, family);
    return true;
  } catch {
    return false; // BlockList is the only reader of addresses here, and says "start after end" by throwing.
  }
}
