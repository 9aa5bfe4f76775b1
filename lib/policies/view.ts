import { z } from "zod";
import type { NamedValue, PolicyFragment, PolicyDocument as PolicyRow } from "../../prisma/generated/client.ts";
import { namedValueKinds } from "./named-values.ts";
import { sections, toPolicyDocument, toSteps } from "./policies.ts";

export const namedValueView = z.object({
  name: z.string(),
  kind: z.enum(namedValueKinds),
  /** The text of a plain value, the name of a variable or file; never a secret. */
  value: z.string().nullable(),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
});

/** Where policies name a value: `workspace`, `product starter`, `api orders v1`. */
export const namedValueUses = z.object({ usedBy: z.array(z.string()) });

/** As it was written, so that it reads back alike. */
export const policyDocumentView = z.object({
  document: z.partialRecord(z.enum(sections), z.array(z.unknown())),
  /** 0 while nothing was put here. */
  rowVersion: z.int(),
  updatedAt: z.iso.datetime().nullable(),
});

export const fragmentView = z.object({ name: z.string(), steps: z.array(z.unknown()), rowVersion: z.int() });

export type FragmentView = z.output<typeof fragmentView>;
export type NamedValueUses = z.output<typeof namedValueUses>;
export type NamedValueView = z.output<typeof namedValueView>;
export type PolicyDocumentView = z.output<typeof policyDocumentView>;

export function toNamedValueView(row: NamedValue): NamedValueView {
  return {
    name: row.name,
    kind: row.kind,
    value: row.kind === "secret" ? null : row.value,
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toPolicyDocumentView(row: PolicyRow | undefined): PolicyDocumentView {
  if (!row) return { document: {}, rowVersion: 0, updatedAt: null };
  const document = toPolicyDocument(row.document);
  return {
    document: Object.fromEntries(
      sections.flatMap((section) => (document[section] ? [[section, [...document[section]]]] : [])),
    ),
    rowVersion: row.rowVersion,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toFragmentView({ name, steps, rowVersion }: PolicyFragment): FragmentView {
  return { name, steps: [...toSteps(steps)], rowVersion };
}
