import { z } from "zod";
import { definePolicy } from "./define.ts";

/** What ends the header says how a body comes (RFC 9110, 15): one that has come cannot be taken back. */
const BODYLESS = [204, 205, 304];

export const setStatus = definePolicy({
  name: "set-status",
  version: 1,
  summary: "Gives the answer another status.",
  phase: "transform",
  sections: ["outbound", "onError"],
  config: z.strictObject({
    status: z
      .int()
      .min(200)
      .max(599)
      .refine((status) => !BODYLESS.includes(status), "is for answers without a body: use return-response"),
  }),
  compile:
    ({ status }) =>
    ({ response }) => {
      // An answer without a body cannot be made one that promises it.
      if (response && !BODYLESS.includes(response.status)) response.status = status;
      return undefined;
    },
});
