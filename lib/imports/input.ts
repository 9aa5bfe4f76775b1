import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { importStates } from "./import.ts";

/** A JSON body that is not the description itself. */
export const importRequest = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000) }),
  z.strictObject({ text: z.string().min(1) }),
]);

/** Compare with this version's operations. */
export const startImportQuery = z.object({ api: slug.optional(), version: z.string().max(100).optional() });

export const listImportsInput = pageInput.extend({ state: z.enum(importStates).optional() });

export const importParams = z.object({ slug, id: z.uuid() });

export type StartImportQuery = z.output<typeof startImportQuery>;
export type ListImportsInput = z.output<typeof listImportsInput>;
