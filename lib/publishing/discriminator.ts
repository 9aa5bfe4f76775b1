import { asRecord } from "../imports/parse/pointer.ts";

export interface DiscriminatedBranches {
  keyword: "oneOf" | "anyOf";
  property: string;
  branches: { reference: string; values: string[] }[];
}

/**
 * The branches of a choice by the value that tells them apart (OpenAPI 3.1, 4.8.25): then one branch alone judges, where `oneOf` itself
 * would refuse what fits several. Undefined where a branch has no name by which a value could choose it.
 */
export function branchesByDiscriminator(schema: Record<string, unknown>): DiscriminatedBranches | undefined {
  const discriminator = asRecord(schema.discriminator);
  const property = discriminator?.propertyName;
  const keyword = (["oneOf", "anyOf"] as const).find((each) => Array.isArray(schema[each]));
  const choice = keyword && schema[keyword];
  if (typeof property !== "string" || keyword === undefined || !Array.isArray(choice)) return undefined;
  const mapping = Object.entries(asRecord(discriminator?.mapping) ?? {});
  const branches = choice.map((branch) => {
    const reference = asRecord(branch)?.$ref;
    if (typeof reference !== "string") return undefined;
    const name = decodeURIComponent(reference.split("/").at(-1) ?? "");
    const mapped = mapping.filter(([, target]) => target === reference || target === name).map(([value]) => value);
    return { reference, values: [...new Set([...mapped, name])] };
  });
  const named = branches.filter((branch) => branch !== undefined);
  return named.length === choice.length && named.length > 0 ? { keyword, property, branches: named } : undefined;
}
