import type { Metadata } from "next";
import { z } from "zod";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { UsageControls } from "#components/workspace-usage/usage-controls.tsx";
import { UsagePicture } from "#components/workspace-usage/usage-picture.tsx";
import { usageInput } from "#lib/analytics/input.ts";
import { readWorkspaceUsage } from "#lib/analytics/read-usage.ts";
import { listApisInput } from "#lib/catalog/input.ts";
import { listApis } from "#lib/catalog/read.ts";
import { usageQueries } from "#lib/client/workspace-usage.ts";
import { slug } from "#lib/contract/ids.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Usage" };

interface UsagePageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

const asked = z.object({
  range: z.enum(["1h", "24h", "7d", "30d", "90d"]).default("24h"),
  by: z.enum(["api", "subscription", "operation", "status"]).default("api"),
  api: slug.optional(),
});

export default async function UsagePage({ params, searchParams }: UsagePageProps) {
  const [{ workspace }, { range, by, api }, { now }] = await Promise.all([
    params,
    searchOf(asked, searchParams),
    readerContext(),
  ]);
  const filter = { range, by, api };
  const { trend, parts } = usageQueries(filter, now());
  const initial = {
    trend: await read((ctx) => readWorkspaceUsage(ctx, workspace, usageInput.parse(trend))),
    parts: await read((ctx) => readWorkspaceUsage(ctx, workspace, usageInput.parse(parts))),
  };
  const { items } = await read((ctx) => listApis(ctx, workspace, listApisInput.parse({ limit: LIMIT_MAX })));
  return (
    <ConsolePage title="Usage" description="Calls to the APIs of this workspace, counted exactly by every gateway.">
      <div className="mb-5">
        <UsageControls filter={filter} apis={items.map(({ slug, name }) => ({ value: slug, label: name }))} />
      </div>
      <UsagePicture key={JSON.stringify(filter)} workspace={workspace} filter={filter} initial={initial} />
    </ConsolePage>
  );
}
