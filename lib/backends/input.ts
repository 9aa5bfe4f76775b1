import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { duration, parseDuration } from "../contract/units.ts";
import { backendCare } from "./care.ts";

const TARGETS_MAX = 50;
const TIMEOUT_MAX_MS = 3_600_000;

const timeout = duration.refine((text) => {
  const ms = parseDuration(text);
  return ms === undefined || (ms > 0 && ms <= TIMEOUT_MAX_MS);
}, "is not between 1ms and 1h");
const name = z.string().trim().min(1).max(100);

/** Where calls go: an absolute http or https address whose path is put in front of the operation's. */
export const targetUrl = z
  .string()
  .max(2_000)
  .superRefine((text, context) => {
    const problem = targetUrlProblem(text);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

/** What a backend's `config` column holds; times as people write them. `toBackendPart` makes the gateway's form of it. */
export const backendConfig = backendCare.extend({
  targets: z
    .array(
      z.strictObject({
        url: targetUrl,
        weight: z.int().min(0).max(1000).default(1),
        priority: z
          .int()
          .min(1)
          .max(100)
          .optional()
          .describe(
            "Targets of the lowest number are called, 1 when left out; the next ones when all of those are out.",
          ),
      }),
    )
    .min(1)
    .max(TARGETS_MAX)
    .refine((targets) => targets.some(({ weight }) => weight > 0), "need one target with a weight above 0"),
  loadBalancing: z
    .enum(["round-robin", "weighted", "least-connections", "consistent-hash"])
    .default("round-robin")
    .describe("round-robin and weighted are one: targets in turn, each as often as its weight says."),
  timeouts: z
    .strictObject({
      connect: timeout.default("5s"),
      firstByte: timeout.default("60s"),
      idle: timeout.default("60s"),
      total: timeout.default("300s"),
    })
    .prefault({}),
});

export const backendInput = backendConfig.extend({ slug, name });

const care = backendCare.shape;

/** Members that are left out stay as they are; null takes away what may be left out. */
export const backendChange = z
  .strictObject({
    name,
    hashBy: care.hashBy.nullable(),
    healthCheck: care.healthCheck.nullable(),
    ejection: care.ejection.nullable(),
    circuit: care.circuit.nullable(),
    slowStart: care.slowStart.nullable(),
    connections: care.connections.nullable(),
    dnsTtl: care.dnsTtl.nullable(),
    tls: care.tls.nullable(),
    heldMax: care.heldMax.nullable(),
    targets: backendConfig.shape.targets,
    loadBalancing: backendConfig.shape.loadBalancing.unwrap(),
    timeouts: backendConfig.shape.timeouts.unwrap(),
  })
  .partial();

export const listBackendsInput = pageInput.extend({ search: z.string().trim().max(100).optional() });
export const backendParams = z.object({ slug, backend: slug });

export type ListBackendsInput = z.output<typeof listBackendsInput>;
export type BackendConfig = z.output<typeof backendConfig>;
export type BackendInput = z.output<typeof backendInput>;
export type BackendChange = z.output<typeof backendChange>;

function targetUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return "is not an absolute address";
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "is neither http nor https";
  if (url.username !== "" || url.password !== "") return "must not hold credentials; use a policy with a named value";
  if (text.includes("?") || text.includes("#")) return "must not hold a query or a fragment";
  return undefined;
}
