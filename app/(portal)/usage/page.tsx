import type { Metadata } from "next";
import { z } from "zod";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { UsageFilters } from "#components/usage/usage-filters.tsx";
import { UsageScreen } from "#components/usage/usage-screen.tsx";
import { readOwnUsage } from "#lib/analytics/read-usage.ts";
import { listApplications } from "#lib/applications/read.ts";
import { type UsageRange, usageDimensions, usageQuestions, usageRanges } from "#lib/client/usage.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { read, readerContext } from "../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../_reader/search.ts";

export const metadata: Metadata = { title: "Usage" };

const filterInput = z.object({
  range: z
    .string()
    .refine((text): text is UsageRange => Object.hasOwn(usageRanges, text))
    .default("24h"),
  by: z.enum(usageDimensions).default("api"),
  application: z.uuid().optional(),
  subscription: z.uuid().optional(),
});

export default async function UsagePage({ searchParams }: { searchParams: SearchParams }) {
  const filter = await searchOf(filterInput, searchParams);
  const { now } = await readerContext();
  const questions = usageQuestions(filter, now().getTime());
  const [applications, course, parts] = await Promise.all([
    read((ctx) => listApplications(ctx, { limit: LIMIT_MAX, archived: "false" })),
    read((ctx) => readOwnUsage(ctx, questions.course)),
    read((ctx) => readOwnUsage(ctx, questions.parts)),
  ]);
  return (
    <PortalPage>
      <div className="flex flex-col gap-5">
        <PageHeader title="Usage" description="What your applications called, as the gateways counted it." />
        <UsageFilters filter={filter} applications={applications.items.map(({ id, name }) => ({ id, name }))} />
        <UsageScreen key={JSON.stringify(filter)} filter={filter} initial={{ course, parts }} />
      </div>
    </PortalPage>
  );
}
