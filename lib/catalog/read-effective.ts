import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { type EffectiveDocument, versioning } from "../contract/snapshot.ts";
import { effectiveDocument, type ScopedDocument } from "../policies/effective.ts";
import { inlineFragments } from "../policies/fragments.ts";
import { toPolicyDocument } from "../policies/policies.ts";
import { findPolicyRow, listFragments } from "../policies/queries.ts";
import { getProduct } from "../products/queries.ts";
import { deprecationOf, withDeprecation } from "../publishing/deprecation-steps.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { EffectivePoliciesQuery } from "./input.ts";
import type { RevisionPlace } from "./place.ts";
import { getApi, getVersion } from "./queries.ts";
import { getRevision, listOperationRows } from "./revision-queries.ts";

/**
 * What a call would meet if the revision were live: the policies of all scopes in their order, each step with the scope that it
 * comes from. Named values stay as they are written, so that no secret can show.
 */
export async function readEffectivePolicies(
  ctx: Context,
  place: RevisionPlace,
  { operation, product }: EffectivePoliciesQuery,
): Promise<EffectiveDocument> {
  const workspaceId = await getWorkspaceId(ctx.db, place.workspace);
  authorize(ctx.actor, "policy.read", workspaceId);

  const api = await getApi(ctx.db, workspaceId, place.api);
  const version = getVersion(api, place.version);
  const revision = await getRevision(ctx.db, version.id, place.revision);
  const path = `${place.workspace}/${place.api}/${version.name}`;
  const [installation, workspace] = await Promise.all([
    findPolicyRow(ctx.db, { workspaceId: null, productId: null }),
    findPolicyRow(ctx.db, { workspaceId, productId: null }),
  ]);
  const fragments = await listFragments(ctx.db, workspaceId);
  const scopes: ScopedDocument[] = [
    { scope: "installation", path: "installation", document: toPolicyDocument(installation?.document) },
    { scope: "workspace", path: place.workspace, document: toPolicyDocument(workspace?.document) },
    ...(product === undefined ? [] : [await productScope(ctx, workspaceId, place.workspace, product)]),
    { scope: "api", path, document: toPolicyDocument(revision.policies) },
    ...(operation === undefined ? [] : [await operationScope(ctx, revision, path, operation)]),
  ];
  const document = effectiveDocument(
    scopes.map((scope) => ({ ...scope, document: inlineFragments(scope.document, fragments) })),
  );
  const routing = { basePath: api.basePath, versioning: versioning.parse(api.versioning) };
  return withDeprecation(document, routing, { id: version.id, deprecation: deprecationOf(version) });
}

async function productScope(
  ctx: Context,
  workspaceId: string,
  workspace: string,
  slug: string,
): Promise<ScopedDocument> {
  const { id } = await getProduct(ctx.db, workspaceId, slug);
  const row = await findPolicyRow(ctx.db, { workspaceId, productId: id });
  return {
    scope: `product:${slug}`,
    path: `${workspace}/product:${slug}`,
    document: toPolicyDocument(row?.document),
  };
}

async function operationScope(
  ctx: Context,
  revision: { id: string; operationPolicies: unknown },
  path: string,
  key: string,
): Promise<ScopedDocument> {
  const [operation] = await listOperationRows(ctx.db, revision.id, { key, limit: 1 });
  if (!operation) throw new Problem("not-found", "The revision has no such operation.");
  const document = new Map(Object.entries(Object(revision.operationPolicies))).get(key);
  return { scope: "operation", path: `${path}/${key}`, document: toPolicyDocument(document) };
}
