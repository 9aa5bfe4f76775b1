import type { ReactNode } from "react";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

/** The sections of a workspace's settings; only those that the reader may open. */
export async function SettingsPage({ workspace, children }: { workspace: string; children: ReactNode }) {
  const at = `/console/${workspace}/settings`;
  const permissions = await workspacePermissions(workspace);
  const links = [
    { href: at, label: "Workspace", permission: "workspace.read" },
    { href: `${at}/tokens`, label: "Service tokens", permission: "token.change" },
  ].filter(({ permission }) => permissions.has(permission));
  return (
    <ConsolePage title="Settings">
      <TabLinks label="Settings" links={links} />
      <div className="mt-5 flex max-w-4xl flex-col gap-5">{children}</div>
    </ConsolePage>
  );
}
