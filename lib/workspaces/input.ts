import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { displayName, email } from "../identity/input.ts";

export const role = z.enum(["owner", "publisher", "approver", "viewer"]);

/** Segments of the console's own pages, where the slug of a workspace would stand. */
export const reservedSlugs: readonly string[] = ["ui", "installation", "mail"];

export const workspaceInput = z.strictObject({
  slug: slug.refine((text) => !reservedSlugs.includes(text), "is a name that the console itself needs"),
  name: displayName,
});

/** Of all workspaces of the installation. */
export const workspaceSearch = pageInput.extend({
  /** Part of the name or slug. */
  search: z.string().trim().max(200).optional(),
});

export const workspaceChange = z.strictObject({
  name: displayName.optional(),
  /** On: people may decide on their own requests. */
  mayDecideOwnRequest: z.boolean().optional(),
});

export const memberInput = z.strictObject({ email, role });
export const memberChange = z.strictObject({ role });

export const workspaceParams = z.object({ slug });
export const memberParams = z.object({ slug, userId: z.uuid() });

export type WorkspaceInput = z.output<typeof workspaceInput>;
export type WorkspaceSearch = z.output<typeof workspaceSearch>;
export type WorkspaceChange = z.output<typeof workspaceChange>;
export type MemberInput = z.output<typeof memberInput>;
export type MemberChange = z.output<typeof memberChange>;
