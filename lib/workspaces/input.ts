import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { displayName, email } from "../identity/input.ts";

export const role = z.enum(["owner", "publisher", "approver", "viewer"]);

export const workspaceInput = z.strictObject({ slug, name: displayName });

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
export type WorkspaceChange = z.output<typeof workspaceChange>;
export type MemberInput = z.output<typeof memberInput>;
export type MemberChange = z.output<typeof memberChange>;
