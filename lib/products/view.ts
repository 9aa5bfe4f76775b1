import { z } from "zod";
import {
  storedQuestions,
  storedQuota,
  storedRateLimits,
  toDurationText,
  toQuotaText,
  toRateLimitText,
} from "./plan.ts";
import type { CatalogProductRow, PlanRow, ProductRow } from "./queries.ts";

const visibility = z.enum(["public", "signed-in", "restricted"]);
const apiReference = z.object({ slug: z.string(), name: z.string(), summary: z.string() });

export const planView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  rateLimit: z.array(z.object({ calls: z.int(), renewalPeriod: z.string() })),
  quota: z
    .object({ calls: z.int().optional(), bandwidth: z.string().optional(), renewalPeriod: z.string() })
    .nullable(),
  price: z.string(),
  approval: z.enum(["auto", "manual"]),
  subscriptionsPerApplicationMax: z.int(),
  duration: z.string().nullable(),
  questions: z.array(z.object({ name: z.string(), label: z.string(), required: z.boolean() })),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});

export const productView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  state: z.enum(["draft", "published", "retired"]),
  visibility,
  terms: z.string(),
  termsVersion: z.int(),
  apis: z.array(apiReference),
  plans: z.array(planView),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
});

/** What developers see: what is offered, and nothing of how it is kept. */
export const catalogProductView = z.object({
  workspace: z.object({ slug: z.string(), name: z.string() }),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  visibility,
  terms: z.string(),
  termsVersion: z.int(),
  apis: z.array(apiReference),
  plans: z.array(planView.omit({ rowVersion: true, archivedAt: true, createdAt: true })),
});

export const productUseView = z.object({
  openSubscriptions: z.int(),
  /** How many applications hold them. */
  applications: z.int(),
  plans: z.array(z.object({ slug: z.string(), openSubscriptions: z.int() })),
});

export type PlanView = z.output<typeof planView>;
export type ProductView = z.output<typeof productView>;
export type ProductUseView = z.output<typeof productUseView>;
export type CatalogProductView = z.output<typeof catalogProductView>;

export function toPlanView(row: PlanRow): PlanView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    summary: row.summary,
    rateLimit: toRateLimitText(storedRateLimits.parse(row.rateLimits)),
    quota: toQuotaText(storedQuota.parse(row.quota)),
    price: row.price,
    approval: row.approval,
    subscriptionsPerApplicationMax: row.subscriptionsPerApplicationMax,
    duration: toDurationText(row.durationDays),
    questions: storedQuestions.parse(row.questions),
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

export function toProductView(row: ProductRow): ProductView {
  return {
    ...described(row),
    id: row.id,
    state: row.state,
    plans: row.plans.map(toPlanView),
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toCatalogProductView(row: CatalogProductRow): CatalogProductView {
  return {
    workspace: { slug: row.workspace.slug, name: row.workspace.name },
    ...described(row),
    plans: row.plans.map((plan) => {
      const { rowVersion: _rowVersion, archivedAt: _archivedAt, createdAt: _createdAt, ...offered } = toPlanView(plan);
      return offered;
    }),
  };
}

function described(row: ProductRow | CatalogProductRow) {
  return {
    slug: row.slug,
    name: row.name,
    summary: row.summary,
    description: row.description,
    visibility: row.visibility === "signed_in" ? ("signed-in" as const) : row.visibility,
    terms: row.terms,
    termsVersion: row.termsVersion,
    apis: row.apis.map(({ api }) => ({ slug: api.slug, name: api.name, summary: api.summary })),
  };
}
