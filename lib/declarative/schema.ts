import { z } from "zod";
import { backendCare } from "../backends/care.ts";
import { backendConfig } from "../backends/input.ts";
import { afterSunset, brownouts } from "../catalog/deprecation.ts";
import { basePath, host, versionName } from "../catalog/input.ts";
import { slug } from "../contract/ids.ts";
import { duration } from "../contract/units.ts";
import { fragmentSteps, policyDocument } from "../policies/document.ts";
import { NAME_PATTERN } from "../policies/named-values.ts";
import { createPlanInput } from "../products/input.ts";
import { declaredClients, declaredCredentials } from "./credentials.ts";
import { declaredHttps } from "./https.ts";

const name = z.string().trim().min(1).max(100);

const backend = z
  .strictObject({
    targets: backendConfig.shape.targets,
    loadBalancing: backendConfig.shape.loadBalancing,
    timeouts: z
      .strictObject({ connect: duration, "first-byte": duration, idle: duration, total: duration })
      .partial()
      .optional(),
    ...backendCare.shape,
  })
  .describe("Where calls go.");

const instant = z.iso.datetime({ offset: true });

const deprecation = z
  .strictObject({
    deprecatedAt: instant.describe("Since when callers are told to move on."),
    sunsetAt: instant.optional().describe("When the version ends."),
    successor: versionName.optional().describe("The version of this API to go to."),
    afterSunset: afterSunset.describe("`gone`: calls are refused from sunsetAt on."),
    brownouts: brownouts.describe("Announced spans in which calls are refused for a while."),
  })
  .refine((value) => value.afterSunset !== "gone" || value.sunsetAt !== undefined, {
    message: "needs the time at which the version ends",
    path: ["sunsetAt"],
  })
  .describe("The version is on its way out: answers carry Deprecation, Sunset and a link to its successor.");

const version = z
  .strictObject({
    document: z
      .union([z.string().min(1), z.record(z.string(), z.unknown())])
      .optional()
      .describe("An OpenAPI description: a file beside this one, or the description itself."),
    anyPath: z
      .literal(true)
      .optional()
      .describe("In place of a description: every method and path below the base path."),
    backend: slug,
    deprecation: deprecation.optional(),
    policies: policyDocument.optional(),
    operations: z
      .record(z.string().max(200), z.strictObject({ policies: policyDocument }))
      .default({})
      .describe("By operationId, or `METHOD /template` where the description has none."),
  })
  .refine((value) => (value.document === undefined) !== (value.anyPath === undefined), {
    message: "needs either a document or anyPath: true",
    path: ["document"],
  });

const api = z.strictObject({
  name,
  basePath,
  hosts: z.array(host).max(20).default([]),
  versioning: z
    .union([
      z.strictObject({ scheme: z.enum(["path", "none"]) }),
      z.strictObject({ scheme: z.enum(["header", "query"]), name: z.string().min(1).max(100) }),
    ])
    .default({ scheme: "path" }),
  https: declaredHttps
    .prefault("optional")
    .describe("Whether calls must come over TLS, and what browsers are told of it."),
  credentials: declaredCredentials.default({ apiKey: { headers: ["x-api-key"], query: [] } }),
  default: versionName.optional().describe("The version of calls that name none; the first one when left out."),
  versions: z.record(versionName, version),
});

const { rateLimit, quota, approval } = createPlanInput.shape;
const plan = z.strictObject({ name: name.optional(), approval, rateLimit, quota });

const product = z.strictObject({
  name: name.optional(),
  apis: z.array(slug).max(100),
  plans: z.record(slug, plan),
  policies: policyDocument.optional(),
});

const namedValue = z.union([
  z
    .string()
    .max(10_000)
    .refine((text) => !text.includes("{{"), "must not hold {{: a value cannot name another"),
  z.strictObject({ env: z.string().min(1).max(200) }),
  z.strictObject({ file: z.string().min(1).max(500) }),
]);

const subscription = z.strictObject({
  application: slug,
  plan: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "is not a product and a plan, starter/free say"),
  keys: z.array(z.string().min(1).max(1_000)).default([]),
  ...declaredClients,
});

/** The declarative file: what a workspace publishes. Its JSON Schema lets editors complete and check it. */
export const declarativeFile = z.strictObject({
  gatehouse: z.literal(1).describe("The version of this format."),
  workspace: slug,
  backends: z.record(slug, backend).default({}),
  apis: z.record(slug, api).default({}),
  products: z.record(slug, product).default({}),
  policies: policyDocument.optional().describe("They run around those of products, APIs and operations."),
  fragments: z.record(slug, fragmentSteps).default({}).describe("Steps that `include-fragment` puts in its place."),
  namedValues: z
    .record(
      z.string().regex(NAME_PATTERN, "is not a name: a letter, then letters, digits, dots, hyphens, underscores"),
      namedValue,
    )
    .default({}),
  subscriptions: z.array(subscription).default([]).describe("For local use and tests only. Any text works as a key."),
});

export type DeclarativeFile = z.output<typeof declarativeFile>;

export function declarativeJsonSchema() {
  return z.toJSONSchema(declarativeFile, { io: "input", unrepresentable: "any" });
}
