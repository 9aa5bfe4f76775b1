import type { ReactNode } from "react";
import { ConsoleFrame } from "../_frame/console-frame.tsx";
import { workspacePermissions } from "../_frame/workspace-permissions.ts";

interface WorkspaceLayoutProps {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/**
 * The frame of the console around one workspace. Each page's verbs decide for themselves; who may see nothing here is told so
 * before the first byte, because a page that streams in behind its skeleton has said 200 already.
 */
export default async function WorkspaceLayout({ params, children }: WorkspaceLayoutProps) {
  const { workspace } = await params;
  await workspacePermissions(workspace);
  return <ConsoleFrame workspace={workspace}>{children}</ConsoleFrame>;
}
