import { notFound } from "next/navigation";
import { cache } from "react";
import { revisionParams } from "#lib/catalog/input.ts";
import { type RevisionPlace, toPlace } from "#lib/catalog/place.ts";
import { readRevision } from "#lib/catalog/read.ts";
import { read } from "../../../../../../../../_reader/read.ts";

export interface RevisionPageProps {
  params: Promise<{ workspace: string; api: string; version: string; revision: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The place that an address names; the page for what does not exist when it names none. */
export async function placeOf(params: RevisionPageProps["params"]): Promise<RevisionPlace> {
  const { workspace, version, ...rest } = await params;
  const parsed = revisionParams.safeParse({ slug: workspace, version: decodeURIComponent(version), ...rest });
  return parsed.success ? toPlace(parsed.data) : notFound();
}

const revisionAt = cache((workspace: string, api: string, version: string, revision: number) =>
  read((ctx) => readRevision(ctx, { workspace, api, version, revision })),
);

/** Read once, however many parts of the page ask. */
export function revisionOf({ workspace, api, version, revision }: RevisionPlace) {
  return revisionAt(workspace, api, version, revision);
}
