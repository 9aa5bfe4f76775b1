import { z } from "zod";

export const LIMIT_MAX = 100;

/** What every list takes: `?cursor=&limit=`. */
export const pageInput = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(25),
});

export type PageInput = z.infer<typeof pageInput>;

export interface Page<T> {
  items: T[];
  /** Quote it as `cursor` for the next page; null at the end. */
  nextCursor: string | null;
}

/** The zod schema of a page of something. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
