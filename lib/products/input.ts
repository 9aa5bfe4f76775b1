import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { duration, parseDuration, size } from "../contract/units.ts";

export const productParams = z.object({ slug, product: slug });
export const planParams = productParams.extend({ plan: slug });
export const catalogProductParams = z.object({ workspace: slug, product: slug });

const name = z.string().trim().min(1).max(100);
const summary = z.string().trim().max(300);
const visibility = z.enum(["public", "signed-in", "restricted"]);
const DAY_MS = 86_400_000;

/** A period in which calls are counted: not below a second, which is finer than gateways agree on, nor above a year. */
const period = (maxMs: number, inWords: string) =>
  duration.refine((text) => between(text, 1_000, maxMs), { message: `is not between 1s and ${inWords}` });

const rateLimitInput = z.strictObject({
  calls: z.int().min(1).max(1_000_000_000),
  renewalPeriod: period(DAY_MS, "1d"),
});

const quotaInput = z
  .strictObject({
    calls: z.int().min(1).max(1_000_000_000_000).optional(),
    bandwidth: size.refine((text) => !text.startsWith("0"), { message: "is not above zero" }).optional(),
    renewalPeriod: period(366 * DAY_MS, "366d"),
  })
  .refine((quota) => quota.calls !== undefined || quota.bandwidth !== undefined, {
    message: "says neither calls nor bandwidth",
  });

const question = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,49}$/, "is not a name such as useCase"),
  label: z.string().trim().min(1).max(200),
  required: z.boolean().default(false),
});

const productFields = {
  name,
  summary: summary.optional(),
  description: z.string().max(20_000).optional(),
  visibility: visibility.optional(),
  terms: z.string().max(50_000).optional(),
  /** Slugs of APIs of the same workspace. */
  apis: z.array(slug).max(100).refine(areDistinct, { message: "names an API twice" }).optional(),
};

export const createProductInput = z.strictObject({ slug, ...productFields });
export const changeProductInput = z.strictObject({ ...productFields, name: name.optional() });

/** What becomes of the subscriptions that are open: asked for when there are any. */
export const endOfferInput = z.strictObject({ subscriptions: z.enum(["keep", "cancel"]).optional() });

const planFields = {
  name,
  summary: summary.optional(),
  rateLimit: z.array(rateLimitInput).max(5).optional(),
  quota: quotaInput.nullable().optional(),
  price: z.string().trim().max(100).optional(),
  approval: z.enum(["auto", "manual"]).optional(),
  subscriptionsPerApplicationMax: z.int().min(1).max(1_000).optional(),
  /** How long a subscription lasts, in whole days; null for without end. */
  duration: duration
    .refine((text) => between(text, DAY_MS, 3_660 * DAY_MS) && (parseDuration(text) ?? 1) % DAY_MS === 0, {
      message: "is not a number of whole days between 1d and 3660d",
    })
    .nullable()
    .optional(),
  questions: z
    .array(question)
    .max(20)
    .refine((questions) => areDistinct(questions.map(({ name }) => name)), { message: "uses a name twice" })
    .optional(),
};

export const createPlanInput = z.strictObject({ slug, ...planFields });
export const changePlanInput = z.strictObject({ ...planFields, name: name.optional() });

export const listProductsInput = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  state: z.enum(["draft", "published", "retired"]).optional(),
});

export const listCatalogProductsInput = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  workspace: slug.optional(),
  /** Slug of an API of that workspace: products that open it. */
  api: slug.optional(),
});

export type CreateProductInput = z.output<typeof createProductInput>;
export type ChangeProductInput = z.output<typeof changeProductInput>;
export type EndOfferInput = z.output<typeof endOfferInput>;
export type CreatePlanInput = z.output<typeof createPlanInput>;
export type ChangePlanInput = z.output<typeof changePlanInput>;
export type ListProductsInput = z.output<typeof listProductsInput>;
export type ListCatalogProductsInput = z.output<typeof listCatalogProductsInput>;

function between(text: string, minMs: number, maxMs: number): boolean {
  const ms = parseDuration(text);
  return ms !== undefined && ms >= minMs && ms <= maxMs;
}

function areDistinct(texts: string[]): boolean {
  return new Set(texts).size === texts.length;
}
