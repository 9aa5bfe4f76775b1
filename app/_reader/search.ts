import type { z } from "zod";
import { isStorable } from "#lib/http/parse-input.ts";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/**
 * What a list is asked by its address, `q` standing for `search`. An address is typed and shared by people: what the schema
 * does not take is left out, and the list is shown without it.
 */
export async function searchOf<T extends z.ZodObject>(schema: T, searchParams: SearchParams): Promise<z.output<T>> {
  const { q, ...rest } = await searchParams;
  const given: Awaited<SearchParams> = { ...rest, ...(q ? { search: q } : {}) };
  const known = Object.fromEntries(
    Object.entries(schema.shape).flatMap(([name, member]) => {
      const value = given[name];
      // what may be given several times is a list, also when it is given once
      const taken = [value, [value]].find((each) => each !== undefined && member.safeParse(each).success);
      return value !== undefined && taken !== undefined && isText(value) ? [[name, taken]] : [];
    }),
  );
  return schema.parse(known);
}

/** Neither a NUL nor half a character: nothing that is kept could match. */
function isText(value: string | string[]): boolean {
  return typeof value === "string" ? isStorable(value) : value.every(isStorable);
}
