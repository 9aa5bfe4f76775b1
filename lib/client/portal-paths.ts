/** The catalogue; `?q=` searches it. */
export const CATALOG_PATH = "/catalog";

/** All products on offer. */
export const PRODUCTS_PATH = "/products";

/** An API, at its default version when none is named. */
export function apiPath(workspace: string, api: string, version?: string): string {
  return `/apis/${workspace}/${api}${version === undefined ? "" : `/${version}`}`;
}

/** Keys hold slashes and spaces where a description gives no names: `GET /orders`. */
export function operationPath(workspace: string, api: string, version: string, key: string): string {
  return `${apiPath(workspace, api, version)}/${encodeURIComponent(key)}`;
}

export function productPath(workspace: string, product: string): string {
  return `${PRODUCTS_PATH}/${workspace}/${product}`;
}

export function subscribePath(workspace: string, product: string, plan: string): string {
  return `${productPath(workspace, product)}/subscribe?plan=${encodeURIComponent(plan)}`;
}
