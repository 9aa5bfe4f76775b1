import { z } from "zod";

export const searchInput = z.object({ q: z.string().trim().min(1).max(100) });

export type SearchInput = z.output<typeof searchInput>;
