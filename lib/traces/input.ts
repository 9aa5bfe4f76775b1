import { z } from "zod";
import { apiParams } from "../catalog/input.ts";
import { pageInput } from "../contract/paging.ts";
import { TRACE_TOKEN_SECONDS_MAX } from "../contract/trace.ts";

const SECONDS_MIN = 60;

/** How long a token works. */
export const traceTokenInput = z
  .strictObject({
    seconds: z.int().min(SECONDS_MIN).max(TRACE_TOKEN_SECONDS_MAX).default(TRACE_TOKEN_SECONDS_MAX),
  })
  .prefault({});

export const listTracesInput = pageInput;

export const traceParams = apiParams.extend({ id: z.string().regex(/^[0-9a-f]{32}$/, "is not the id of a trace") });

export type TraceTokenInput = z.output<typeof traceTokenInput>;
export type ListTracesInput = z.output<typeof listTracesInput>;
