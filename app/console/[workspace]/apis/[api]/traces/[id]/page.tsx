import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { consolePaths } from "#components/apis/api-paths.ts";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { duration } from "#components/traces/duration.ts";
import { StatusBadge } from "#components/traces/status-badge.tsx";
import { TraceTimeline } from "#components/traces/trace-timeline.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { traceParams } from "#lib/traces/input.ts";
import { readTrace } from "#lib/traces/read.ts";
import { read } from "../../../../../../_reader/read.ts";
import { apiOf } from "../../_read.ts";

export const metadata: Metadata = { title: "Trace" };

interface TracePageProps {
  params: Promise<{ workspace: string; api: string; id: string }>;
}

export default async function TracePage({ params }: TracePageProps) {
  const { workspace, api: slug, id } = await params;
  if (!traceParams.shape.id.safeParse(id).success) notFound();
  const [api, trace] = await Promise.all([apiOf(workspace, slug), read((ctx) => readTrace(ctx, workspace, slug, id))]);
  const { record, durationMs } = trace;
  const none = <span className="text-faint">none</span>;
  return (
    <ConsolePage
      title={`${trace.method} ${trace.path}`}
      badges={<StatusBadge status={trace.status} />}
      crumbs={[
        { label: "APIs", href: consolePaths.apis(workspace) },
        { label: api.name, href: consolePaths.api(workspace, slug) },
        { label: "Traces", href: consolePaths.traces(workspace, slug) },
        { label: trace.path },
      ]}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,1.2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {record.isCut && (
            <Banner tone="warn" title="There were more steps than are kept">
              The first {record.steps.length} stand here.
            </Banner>
          )}
          <Card title="Steps" isFlush>
            <TraceTimeline steps={record.steps} totalMs={durationMs} />
          </Card>
        </div>
        <Card title="The call">
          <KeyValueList
            items={[
              { key: "When", value: <Time at={trace.at} /> },
              { key: "Took", value: duration(durationMs) },
              { key: "Backend", value: record.upstreamMs === null ? none : duration(record.upstreamMs) },
              { key: "Gateway added", value: duration(Math.max(0, durationMs - (record.upstreamMs ?? 0))) },
              { key: "Operation", value: <code>{record.operation}</code> },
              { key: "Caller", value: record.clientAddress },
              { key: "Subscription", value: record.subscription ? <code>{record.subscription}</code> : none },
              { key: "Bytes", value: `${record.bytesIn} in, ${record.bytesOut} out` },
              { key: "Gateway", value: trace.gateway },
              { key: "Request id", value: <code>{record.requestId}</code> },
            ]}
          />
        </Card>
      </div>
    </ConsolePage>
  );
}
