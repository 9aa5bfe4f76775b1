import { notFound } from "next/navigation";
import { cache } from "react";
import { catalogApiParams, catalogVersionParams } from "#lib/catalog/input.ts";
import { readCatalogApi } from "#lib/catalog/portal.ts";
import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { type OperationPlace, readOperation } from "#lib/reference/read.ts";
import { read } from "./read.ts";

/** An API of the catalogue; a page and its metadata ask for it once together. */
export const loadApi = cache(async (workspace: string, api: string): Promise<CatalogApiDetailView> => {
  if (!catalogApiParams.safeParse({ workspace, api }).success) notFound();
  return read((ctx) => readCatalogApi(ctx, workspace, api));
});

/** The version that a page shows: the one that is named, else the default one. */
export function shownVersion({ versions }: CatalogApiDetailView, name: string | undefined) {
  const version =
    name === undefined
      ? (versions.find(({ isDefault }) => isDefault) ?? versions[0])
      : versions.find((each) => each.name === name);
  return version ?? notFound();
}

export const loadOperation = cache(async (workspace: string, api: string, version: string, operation: string) => {
  const place: OperationPlace = { workspace, api, version, operation };
  const isKey = operation.length <= 200 && !operation.includes("\0") && operation.isWellFormed();
  if (!isKey || !catalogVersionParams.safeParse({ workspace, api, version }).success) notFound();
  return read((ctx) => readOperation(ctx, place));
});

/** A dynamic segment as it was before the address escaped it. */
export function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // a lone percent sign stands for itself
    return segment;
  }
}
