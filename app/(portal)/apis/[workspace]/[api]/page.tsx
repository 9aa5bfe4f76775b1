import type { Metadata } from "next";
import { apiPath } from "#lib/client/portal-paths.ts";
import { ApiPage, describeApi } from "../../../../_portal/api-page.tsx";
import { loadApi, shownVersion } from "../../../../_reader/catalog.ts";

interface Props {
  params: Promise<{ workspace: string; api: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspace, api } = await params;
  return describeApi(await loadApi(workspace, api), apiPath(workspace, api));
}

/** The API at its default version. */
export default async function DefaultVersionPage({ params, searchParams }: Props) {
  const { workspace, api: slug } = await params;
  const api = await loadApi(workspace, slug);
  return <ApiPage api={api} version={shownVersion(api, undefined)} parameters={await searchParams} />;
}
