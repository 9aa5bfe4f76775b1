import type { TrySubscription, TryTarget } from "#components/operation/try-types.ts";
import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import type { OperationView } from "#lib/catalog/view.ts";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import { apiPath, operationPath } from "#lib/client/portal-paths.ts";
import { callUrl } from "#lib/reference/call-url.ts";
import type { SampleRequest } from "#lib/reference/sample-request.ts";
import { listOwnSubscriptions } from "#lib/subscriptions/read.ts";
import { read, readerContext } from "../_reader/read.ts";

/** What the form of Try it needs to know, with the reader's own subscriptions that open the API. */
export async function tryTarget(
  api: CatalogApiDetailView,
  version: string,
  operation: OperationView,
  { key }: SampleRequest,
): Promise<TryTarget> {
  const { actor } = await readerContext();
  const at = { workspace: api.workspace.slug, api: api.slug, version };
  const back = operationPath(at.workspace, at.api, version, operation.key);
  const isSignedIn = actor.kind === "user";
  return {
    at,
    operation: operation.key,
    method: operation.method,
    base: callUrl(api.gatewayUrls[0] ?? "", api, version),
    key: key && { place: key.place, name: key.name },
    subscriptions: isSignedIn && key ? await subscriptionsTo(api) : [],
    isSignedIn,
    subscribeHref: `${apiPath(at.workspace, at.api, version)}#plans`,
    signInHref: `${SIGN_IN_PATH}?${new URLSearchParams({ callbackUrl: back })}`,
  };
}

async function subscriptionsTo({ workspace, slug }: CatalogApiDetailView): Promise<TrySubscription[]> {
  const { items } = await read((ctx) => listOwnSubscriptions(ctx, { limit: 100, order: "newest", state: ["active"] }));
  return items
    .filter(
      ({ workspace: owner, product }) =>
        owner.slug === workspace.slug && product.apis.some((each) => each.slug === slug),
    )
    .map(({ id, application, plan }) => ({ id, label: `${application.name} · ${plan.name}` }));
}
