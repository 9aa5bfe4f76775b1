import { callAddresses } from "#components/apis/call-addresses.ts";
import { TraceTable } from "#components/traces/trace-table.tsx";
import { TraceToken } from "#components/traces/trace-token.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/counted.ts";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { listTracesInput } from "#lib/traces/input.ts";
import { listTraces } from "#lib/traces/read.ts";
import { read } from "../../../../../../_reader/read.ts";
import { searchOf } from "../../../../../../_reader/search.ts";
import { type ApiPageProps, apiOf } from "../../_read.ts";

export default async function TracesPage({ params, searchParams }: ApiPageProps) {
  const { workspace, api: slug } = await params;
  const input = await searchOf(listTracesInput, searchParams);
  const [api, { items, nextCursor }] = await Promise.all([
    apiOf(workspace, slug),
    read((ctx) => listTraces(ctx, workspace, slug, input)),
  ]);
  const place = { workspace, api: slug };
  const keyHeader = "apiKey" in api.credentials ? api.credentials.apiKey?.headers[0] : undefined;
  return (
    <div className="flex flex-col gap-5">
      <Card
        title="Trace a call"
        description="A call with this token is recorded step by step: policies, what they read and changed, times, attempts at the backend. Credentials and secrets are masked."
      >
        <TraceToken place={place} address={callAddresses(api)[0]} keyHeader={keyHeader} />
      </Card>
      <div>
        <TraceTable place={place} traces={items} />
        <CursorPager nextCursor={nextCursor} shown={counted(items.length, "traced call")} />
      </div>
    </div>
  );
}
