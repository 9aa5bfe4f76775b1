import type { MetadataRoute } from "next";
import { anonymous } from "#lib/authz/actor.ts";
import { listCatalogNews } from "#lib/catalog/portal.ts";
import { apiPath, CATALOG_PATH, PRODUCTS_PATH, productPath } from "#lib/client/portal-paths.ts";
import type { Context } from "#lib/context.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { env } from "#lib/env.ts";
import { listCatalogProducts } from "#lib/products/read.ts";
import { readerContext } from "./_reader/read.ts";

/** Of the API versions that changed last; older ones are reached from the catalogue. A sitemap takes 50,000. */
const VERSIONS_MAX = 5_000;

/** What search engines are told of: the pages that everybody may read, whoever asks. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const ctx: Context = { ...(await readerContext()), actor: anonymous };
  const [news, products] = await Promise.all([
    listCatalogNews(ctx, VERSIONS_MAX),
    listCatalogProducts(ctx, { limit: LIMIT_MAX }),
  ]);
  return [
    ...["/", CATALOG_PATH, PRODUCTS_PATH].map((path) => ({ url: `${env.publicUrl}${path}` })),
    ...news.map(({ workspace, api, version, at }) => ({
      url: `${env.publicUrl}${apiPath(workspace, api.slug, version)}`,
      lastModified: at,
    })),
    ...products.items.map(({ workspace, slug }) => ({ url: `${env.publicUrl}${productPath(workspace.slug, slug)}` })),
  ];
}

export const dynamic = "force-dynamic";
