import type { Metadata } from "next";
import { WorkspaceSettingsForm } from "#components/console/workspace-settings-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read } from "../../../_reader/read.ts";
import { workspacePermissions } from "../../_frame/workspace-permissions.ts";
import { SettingsPage } from "./_parts/settings-page.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function WorkspaceSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const workspace = await read((ctx) => readWorkspace(ctx, slug));
  const mayChange = (await workspacePermissions(slug)).has("workspace.change");
  return (
    <SettingsPage workspace={slug}>
      <Card title="Workspace">
        {mayChange ? (
          <WorkspaceSettingsForm key={workspace.rowVersion} workspace={workspace} />
        ) : (
          <KeyValueList
            items={[
              { key: "Name", value: workspace.name },
              {
                key: "Own requests",
                value: workspace.mayDecideOwnRequest ? "decided by anybody" : "decided by others",
              },
              { key: "To change", value: "ask an owner" },
            ]}
          />
        )}
      </Card>
    </SettingsPage>
  );
}
