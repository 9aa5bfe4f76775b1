import { z } from "zod";

/** What is wrong in a description and where. Lines and columns count from 1; the pointer is a JSON Pointer (RFC 6901). */
export const finding = z.strictObject({
  severity: z.enum(["error", "warning"]),
  pointer: z.string(),
  line: z.int().positive().nullable(),
  column: z.int().positive().nullable(),
  detail: z.string(),
  /** The source around the line, its first line numbered `from`; long lines are cut around the column. */
  excerpt: z.strictObject({ from: z.int().positive(), lines: z.array(z.string()) }).optional(),
});

/** What a description says of itself; texts are cut to bounds and fit for Postgres. */
export const documentInfo = z.strictObject({
  version: z.string(),
  summary: z.string(),
  description: z.string(),
  /** Addresses of the servers that it names: a first guess at the backend. */
  servers: z.array(z.string()),
});

export const extractedOperation = z.strictObject({
  /** operationId, or `METHOD /template`: the name in policies, counters and addresses. */
  key: z.string(),
  method: z.string(),
  template: z.string(),
  operationId: z.string().nullable(),
  summary: z.string(),
  tags: z.array(z.string()),
  deprecated: z.boolean(),
  /** Of the operation's normalised form with everything that it refers to: two that are alike in it behave alike. */
  digest: z.string(),
});

export const documentFormats = ["openapi-3.1", "openapi-3.0", "swagger-2.0"] as const;

export type Finding = z.infer<typeof finding>;
export type DocumentInfo = z.infer<typeof documentInfo>;
export type ExtractedOperation = z.infer<typeof extractedOperation>;
export type DocumentFormat = (typeof documentFormats)[number];
