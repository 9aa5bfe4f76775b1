import { DescribedVersion } from "../../gateway-client/src/snapshot/load.ts";
import { escapeToken } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { effectiveDocument } from "../policies/effective.ts";
import { toPolicyDocument } from "../policies/policies.ts";
import { describeVersion } from "./describe-version.ts";
import { descriptionUses, findMention } from "./description-uses.ts";
import { readDescriptionSource } from "./needed-descriptions.ts";
import type { DescriptionSource } from "./sources.ts";

interface RevisionPolicies {
  policies: unknown;
  /** By operation. */
  operationPolicies: Readonly<Record<string, unknown>>;
  operations: readonly { key: string; method: string; template: string }[];
}

/**
 * Refuses policies of a revision that go by its description where that cannot be used: a schema that is none, say. Told when they
 * are saved, because publishing is the next one's work.
 *
 * @throws Problem `invalid-input` with a pointer to the policy.
 */
export async function assertDescribes(reader: Reader, documentId: string, revision: RevisionPolicies): Promise<void> {
  const { policies, operationPolicies } = revision;
  const pointer =
    findMention(policies, "/policies") ??
    Object.entries(operationPolicies)
      .map(([key, written]) => findMention(written, `/operationPolicies/${escapeToken(key)}`))
      .find((found) => found !== undefined);
  if (pointer === undefined) return;
  const fault = findFault(await readDescriptionSource(reader, documentId), revision);
  if (fault === undefined) return;
  throw new Problem("invalid-input", `${pointer}: ${fault}`, { errors: [{ pointer, detail: fault }] });
}

function findFault(source: DescriptionSource, { policies, operationPolicies, operations }: RevisionPolicies) {
  const effective = (written: unknown) =>
    effectiveDocument([{ scope: "api", path: "", document: toPolicyDocument(written) }]);
  const own = effective(policies);
  const described = operations.map(({ key, method, template }) => ({
    operation: { key, method, template, policies: {} },
    uses: descriptionUses([own, effective(operationPolicies[key])]),
  }));
  try {
    const description = describeVersion(source, described);
    if (description) new DescribedVersion(description).schemas.assertCompile();
    return undefined;
  } catch (error) {
    // pure code on the publisher's own description: whatever it finds is for them to mend
    return error instanceof Error ? error.message : String(error);
  }
}
