import { getDocumentFormat } from "../catalog/document-queries.ts";
import type { Reader } from "../db/database.ts";
import { readDescription } from "../reference/documents.ts";
import { mentionsDescription } from "./description-uses.ts";
import type { DescriptionSource } from "./sources.ts";

interface Rows {
  api: {
    versions: { revisions: { documentId: string | null; policies: unknown; operationPolicies: unknown }[] }[];
    products: unknown;
  };
  policies: unknown;
  fragments: ReadonlyMap<string, unknown>;
}

/**
 * The descriptions of an API's live revisions, by document; none where no policy goes by them: they are large, and most APIs are
 * rebuilt for other reasons.
 */
export async function readNeededDescriptions(
  reader: Reader,
  { api, policies, fragments }: Rows,
): Promise<ReadonlyMap<string, DescriptionSource>> {
  const found = new Map<string, DescriptionSource>();
  const revisions = api.versions.flatMap((version) => version.revisions);
  const written = revisions.map((revision) => [revision.policies, revision.operationPolicies]);
  if (!mentionsDescription([policies, api.products, ...fragments.values(), written])) return found;
  for (const { documentId } of revisions) {
    if (documentId !== null) found.set(documentId, await readDescriptionSource(reader, documentId));
  }
  return found;
}

/** A description as it goes into snapshots. */
export async function readDescriptionSource(reader: Reader, documentId: string): Promise<DescriptionSource> {
  const { format } = await getDocumentFormat(reader, documentId);
  return { document: await readDescription(reader, documentId), assertsFormats: format !== "openapi-3.1" };
}
