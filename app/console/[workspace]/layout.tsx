import type { ReactNode } from "react";
import { ConsoleFrame } from "../_frame/console-frame.tsx";

interface WorkspaceLayoutProps {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/** The frame of the console around one workspace. It decides nothing: each page's verbs do. */
export default async function WorkspaceLayout({ params, children }: WorkspaceLayoutProps) {
  const { workspace } = await params;
  return <ConsoleFrame workspace={workspace}>{children}</ConsoleFrame>;
}
