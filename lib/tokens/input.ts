import { z } from "zod";
import { allPermissions, type Permission } from "../authz/permissions.ts";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { displayName } from "../identity/input.ts";

const permission = z.string().refine((text): text is Permission => allPermissions.some((known) => known === text), {
  message: "is no permission",
});

/** Whose token: one's own, a workspace's, or the installation's. */
const owner = {
  kind: z.enum(["personal", "workspace", "installation"]).default("personal"),
  workspace: slug.optional(),
};

export const tokenInput = z
  .strictObject({
    ...owner,
    name: displayName,
    permissions: z.array(permission).min(1).max(allPermissions.length),
    expiresInDays: z.int().min(1).max(365).default(90),
  })
  .superRefine(workspaceFits);

export const tokenQuery = pageInput.extend(owner);

export type TokenInput = z.output<typeof tokenInput>;
export type TokenQuery = z.output<typeof tokenQuery>;

function workspaceFits({ kind, workspace }: { kind: string; workspace?: string | undefined }, check: z.RefinementCtx) {
  if ((kind === "workspace") === (workspace !== undefined)) return;
  check.addIssue({ code: "custom", path: ["workspace"], message: "goes with kind workspace, and only with it" });
}
