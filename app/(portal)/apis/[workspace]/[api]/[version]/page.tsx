import type { Metadata } from "next";
import { apiPath } from "#lib/client/portal-paths.ts";
import { ApiPage, describeApi } from "../../../../../_portal/api-page.tsx";
import { loadApi, shownVersion, unescaped } from "../../../../../_reader/catalog.ts";

interface Props {
  params: Promise<{ workspace: string; api: string; version: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspace, api: slug, version } = await params;
  const api = await loadApi(workspace, slug);
  const { name, isDefault } = shownVersion(api, unescaped(version));
  return describeApi(api, apiPath(workspace, slug, isDefault ? undefined : name), isDefault ? undefined : name);
}

export default async function VersionPage({ params, searchParams }: Props) {
  const { workspace, api: slug, version } = await params;
  const api = await loadApi(workspace, slug);
  return <ApiPage api={api} version={shownVersion(api, unescaped(version))} parameters={await searchParams} />;
}
