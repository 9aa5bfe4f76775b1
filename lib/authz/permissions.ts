/** Permissions are spelled `noun.verb`; the audit action of a verb has the same spelling. */
export const permissions = [
  "workspace.read",
  "workspace.change",
  "member.read",
  "member.change",
  "api.read",
  "api.create",
  "api.change",
  "api.delete",
  "import.create",
  "revision.create",
  "revision.change",
  "revision.submit",
  "revision.review",
  "revision.publish",
  "backend.read",
  "backend.change",
  "policy.read",
  "policy.change",
  "named-value.read",
  "named-value.change",
  "product.read",
  "product.change",
  "subscription.read",
  "subscription.approve",
  "subscription.reject",
  "subscription.suspend",
  "subscription.resume",
  "subscription.cancel",
  "usage.read",
  "trace.read",
  "trace.create",
  "audit.read",
  "token.change",
] as const;

/** What only the installation's administrators may do. */
export const installationPermissions = [
  "workspace.create",
  "workspace.list",
  "user.read",
  "user.change",
  "gateway.read",
  "gateway.change",
  "snapshot.read",
  "snapshot.restore",
  "installation.audit",
  "installation-policy.read",
  "installation-policy.change",
  "service-token.change",
  "job.read",
  "mail.read",
] as const;

/** What a person may do with what is their own: applications of their teams, subscriptions, keys, usage, profile. */
export const developerPermissions = [
  "application.read",
  "application.change",
  "subscription.request",
  "key.read",
  "key.change",
  "own-usage.read",
  "profile.read",
  "profile.change",
] as const;

export type WorkspacePermission = (typeof permissions)[number];
export type InstallationPermission = (typeof installationPermissions)[number];
export type DeveloperPermission = (typeof developerPermissions)[number];
export type Permission = WorkspacePermission | InstallationPermission | DeveloperPermission;

export type Role = "owner" | "publisher" | "approver" | "viewer";

const viewer: readonly WorkspacePermission[] = [
  "workspace.read",
  "member.read",
  "api.read",
  "backend.read",
  "policy.read",
  "named-value.read",
  "product.read",
  "subscription.read",
  "usage.read",
];

const approver: readonly WorkspacePermission[] = [
  ...viewer,
  "subscription.approve",
  "subscription.reject",
  "subscription.suspend",
  "subscription.resume",
  "subscription.cancel",
  "revision.review",
  "audit.read",
];

const publisher: readonly WorkspacePermission[] = [
  ...viewer,
  "api.create",
  "api.change",
  "api.delete",
  "import.create",
  "revision.create",
  "revision.change",
  "revision.submit",
  "revision.review",
  "revision.publish",
  "backend.change",
  "policy.change",
  "named-value.change",
  "product.change",
  "trace.read",
  "trace.create",
  "audit.read",
];

/** The one table of roles. */
export const rolePermissions: Record<Role, ReadonlySet<WorkspacePermission>> = {
  viewer: new Set(viewer),
  approver: new Set(approver),
  publisher: new Set(publisher),
  owner: new Set(permissions),
};

export const allPermissions: readonly Permission[] = [
  ...permissions,
  ...installationPermissions,
  ...developerPermissions,
];
