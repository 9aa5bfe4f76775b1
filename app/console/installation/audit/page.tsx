import type { Metadata } from "next";
import { AuditLog } from "#components/audit/audit-log.tsx";
import { ChainCheck } from "#components/audit/chain-check.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import type { SearchParams } from "../../../_reader/search.ts";
import { readAuditPage } from "../../_audit/read-audit.ts";

export const metadata: Metadata = { title: "Audit log of the installation" };

export default async function InstallationAuditPage({ searchParams }: { searchParams: SearchParams }) {
  const log = await readAuditPage(undefined, searchParams);
  return (
    <ConsolePage
      title="Audit log of the installation"
      description="What belongs to no workspace: people, gateways, snapshots, tokens. Each workspace has a log of its own."
    >
      <div className="mb-4">
        <ChainCheck />
      </div>
      <AuditLog path="/console/installation/audit" {...log} />
    </ConsolePage>
  );
}
