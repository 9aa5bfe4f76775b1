/** The three views of a workspace's requests. */
export function approvalTabs(workspace: string, waiting: number) {
  const at = `/console/${workspace}/approvals`;
  return [
    { href: at, label: "Waiting", count: waiting },
    { href: `${at}/mine`, label: "Mine" },
    { href: `${at}/decided`, label: "Decided" },
  ];
}
