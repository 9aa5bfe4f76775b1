import type { Metadata } from "next";
import { PolicyGuide } from "#components/policies/policy-guide.tsx";
import { WorkspacePolicies } from "#components/policies/workspace-policies.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { readInstallationPolicies } from "#lib/policies/read-document.ts";
import { listPolicyReference } from "#lib/policies/reference.ts";
import { toPolicyText } from "#lib/policies/to-text.ts";
import { read } from "../../../_reader/read.ts";

export const metadata: Metadata = { title: "Policies of the installation" };

export default async function InstallationPoliciesPage() {
  const { document, rowVersion } = await read((ctx) => readInstallationPolicies(ctx));
  return (
    <ConsolePage title="Policies" description="They run around those of every workspace, at every gateway.">
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Banner tone="warn" title="In force when saved">
            Callers of every API of every workspace meet them within seconds. They can name no values, backends or
            fragments: these belong to a workspace.
          </Banner>
          <WorkspacePolicies
            key={rowVersion}
            text={toPolicyText(document)}
            rowVersion={rowVersion}
            isReadOnly={false}
          />
        </div>
        <PolicyGuide policies={listPolicyReference()} />
      </div>
    </ConsolePage>
  );
}
