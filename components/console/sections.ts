/** A page in the console's navigation. One line here makes it appear for everybody who holds the permission. */
export interface ConsoleEntry {
  section: "Publish" | "Decide" | "Operate" | "Workspace" | "Installation";
  label: string;
  /** Below the workspace (`apis`), or from the root of the site (`/console/installation/gateways`). Empty: the overview. */
  path: string;
  /** Without it the page would refuse, so it is not offered. */
  permission: string;
  /** Shows how many wait there for the reader. */
  hasWaiting?: boolean;
}

export const consoleEntries: readonly ConsoleEntry[] = [
  { section: "Publish", label: "Overview", path: "", permission: "workspace.read" },
  { section: "Publish", label: "APIs", path: "apis", permission: "api.read" },
  { section: "Publish", label: "Products", path: "products", permission: "product.read" },
  { section: "Publish", label: "Backends", path: "backends", permission: "backend.read" },
  { section: "Publish", label: "Policies", path: "policies", permission: "policy.read" },
  { section: "Publish", label: "Named values", path: "named-values", permission: "named-value.read" },
  { section: "Decide", label: "Approvals", path: "approvals", permission: "subscription.read", hasWaiting: true },
  { section: "Decide", label: "Subscriptions", path: "subscriptions", permission: "subscription.read" },
  { section: "Decide", label: "Developers", path: "developers", permission: "subscription.read" },
  { section: "Operate", label: "Usage", path: "usage", permission: "usage.read" },
  { section: "Workspace", label: "Members", path: "members", permission: "member.read" },
  { section: "Workspace", label: "Settings", path: "settings", permission: "workspace.read" },
  { section: "Workspace", label: "Audit log", path: "audit", permission: "audit.read" },
  { section: "Installation", label: "Gateways", path: "/console/installation/gateways", permission: "gateway.read" },
  { section: "Installation", label: "Snapshots", path: "/console/installation/snapshots", permission: "snapshot.read" },
  {
    section: "Installation",
    label: "Policies",
    path: "/console/installation/policies",
    permission: "installation-policy.read",
  },
  {
    section: "Installation",
    label: "Workspaces",
    path: "/console/installation/workspaces",
    permission: "workspace.list",
  },
  { section: "Installation", label: "People", path: "/console/installation/users", permission: "user.read" },
  {
    section: "Installation",
    label: "Service tokens",
    path: "/console/installation/tokens",
    permission: "service-token.change",
  },
  { section: "Installation", label: "Mail", path: "/console/installation/mail", permission: "mail.read" },
  { section: "Installation", label: "Background work", path: "/console/installation/jobs", permission: "job.read" },
  {
    section: "Installation",
    label: "Installation log",
    path: "/console/installation/audit",
    permission: "installation.audit",
  },
];

/** What the palette offers beside the pages: things to do, at the page where they are done. */
export const consoleActions: readonly Omit<ConsoleEntry, "section" | "hasWaiting">[] = [
  { label: "Import an API", path: "imports", permission: "import.create" },
  { label: "Add a backend", path: "backends?new", permission: "backend.change" },
  { label: "Add a named value", path: "named-values?new", permission: "named-value.change" },
  { label: "Create a product", path: "products/new", permission: "product.change" },
  { label: "Add a member", path: "members?add", permission: "member.change" },
  { label: "Create a service token", path: "settings/tokens", permission: "token.change" },
];

/** The entries that a person of these permissions may open; those of a workspace only inside one. */
export function permittedEntries<Entry extends Pick<ConsoleEntry, "path" | "permission">>(
  entries: readonly Entry[],
  permissions: ReadonlySet<string>,
  workspace: string | undefined,
): (Entry & { href: string })[] {
  return entries
    .filter(({ permission, path }) => permissions.has(permission) && (workspace !== undefined || path.startsWith("/")))
    .map((entry) => ({ ...entry, href: hrefOf(entry.path, workspace) }));
}

function hrefOf(path: string, workspace: string | undefined): string {
  if (path.startsWith("/")) return path;
  return path === "" ? `/console/${workspace}` : `/console/${workspace}/${path}`;
}
