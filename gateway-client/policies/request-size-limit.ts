import { bytes, size } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { definePolicy } from "./define.ts";

const BYTES_MAX = 1024 ** 3;

export const requestSizeLimit = definePolicy({
  name: "request-size-limit",
  version: 1,
  summary: "Bounds the body of requests, also of those that do not say how long they are.",
  phase: "access",
  sections: ["inbound"],
  config: z.strictObject({
    max: size.refine((text) => bytes(text) <= BYTES_MAX, "is more than 1GiB").default("1MiB"),
    "require-content-length": z.boolean().default(false),
  }),
  compile({ max, "require-content-length": mustBeKnown }) {
    const bytesMax = bytes(max);
    const tooLarge = { problem: "body-too-large", detail: `The body may have ${max}.` } as const;
    return (exchange) => {
      const { contentLength } = exchange;
      if (contentLength === undefined && mustBeKnown) return { problem: "length-required" };
      if (contentLength !== undefined && contentLength > bytesMax) return tooLarge;
      // Also the bound of what other policies hold, and of what a content coding may grow to.
      exchange.boundRequestBody(bytesMax);
      return undefined;
    };
  },
});
