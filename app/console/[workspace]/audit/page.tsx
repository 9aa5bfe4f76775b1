import type { Metadata } from "next";
import { AuditLog } from "#components/audit/audit-log.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import type { SearchParams } from "../../../_reader/search.ts";
import { readAuditPage } from "../../_audit/read-audit.ts";

export const metadata: Metadata = { title: "Audit log" };

interface AuditPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const { workspace } = await params;
  const log = await readAuditPage(workspace, searchParams);
  return (
    <ConsolePage title="Audit log" description="Who changed what in this workspace, with what was before and after.">
      <AuditLog path={`/console/${workspace}/audit`} {...log} />
    </ConsolePage>
  );
}
