import { cache } from "react";
import { readApi } from "#lib/catalog/read.ts";
import { read } from "../../../../_reader/read.ts";

/** The API of the address; read once, however many parts of the page ask. */
export const apiOf = cache((workspace: string, api: string) => read((ctx) => readApi(ctx, workspace, api)));

export interface ApiPageProps {
  params: Promise<{ workspace: string; api: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The version that a page shows: the one in its address, else the default one, else the newest. */
export function chosenVersion<V extends { name: string; isDefault: boolean }>(
  versions: V[],
  name: string | string[] | undefined,
): V | undefined {
  return (
    versions.find((version) => version.name === name) ?? versions.find(({ isDefault }) => isDefault) ?? versions.at(-1)
  );
}
