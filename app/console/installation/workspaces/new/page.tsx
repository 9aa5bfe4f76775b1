import type { Metadata } from "next";
import { WorkspaceForm } from "#components/installation/workspace-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { authorizeInstallation } from "#lib/authz/authorize.ts";
import { read } from "../../../../_reader/read.ts";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  await read(async (ctx) => authorizeInstallation(ctx.actor, "workspace.create"));
  return (
    <ConsolePage
      title="New workspace"
      crumbs={[{ label: "Workspaces", href: "/console/installation/workspaces" }, { label: "New workspace" }]}
      description="You become its first owner, and can hand that on to somebody else."
    >
      <WorkspaceForm />
    </ConsolePage>
  );
}
