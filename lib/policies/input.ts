import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { NAME_PATTERN, namedValueKinds } from "./named-values.ts";

const VALUE_LENGTH_MAX = 10_000;

const name = z
  .string()
  .regex(NAME_PATTERN, "is not a name: a letter, then letters, digits, dots, hyphens, underscores");

/** One of four kinds: text as it is, a secret, or what the gateway reads from its environment or a file beside it. */
export const namedValueContent = z.union([
  z.strictObject({
    plain: z
      .string()
      .max(VALUE_LENGTH_MAX)
      .refine((text) => !text.includes("{{"), "must not hold {{: a value cannot name another"),
  }),
  z.strictObject({ secret: z.string().min(1).max(VALUE_LENGTH_MAX) }),
  z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, "is not the name of a variable") }),
  z.strictObject({
    file: z
      .string()
      .max(500)
      .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, "is not a relative path")
      .refine((path) => !path.split("/").includes(".."), "must not lead upwards"),
  }),
]);

export const namedValueInput = z.strictObject({ name, content: namedValueContent });
export const namedValueChange = z.strictObject({ content: namedValueContent });
export const listNamedValuesInput = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  kind: z.enum(namedValueKinds).optional(),
});
export const namedValueParams = z.object({ slug, name });

export const fragmentParams = z.object({ slug, name: slug });
export const fragmentInput = z.strictObject({ steps: z.unknown() });
export const policyParams = z.object({ slug });
export const productPolicyParams = z.object({ slug, product: slug });

export type ListNamedValuesInput = z.output<typeof listNamedValuesInput>;
export type NamedValueContent = z.output<typeof namedValueContent>;
export type NamedValueInput = z.output<typeof namedValueInput>;
