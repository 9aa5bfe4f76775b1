import * as chain from "../../app/api/v1/audit/chain/route.ts";
import * as audit from "../../app/api/v1/audit/route.ts";
import * as jobs from "../../app/api/v1/installation/jobs/route.ts";
import * as installationPolicies from "../../app/api/v1/installation/policies/route.ts";
import * as allWorkspaces from "../../app/api/v1/installation/workspaces/route.ts";
import * as oneMail from "../../app/api/v1/mail/[id]/route.ts";
import * as mail from "../../app/api/v1/mail/route.ts";
import * as verification from "../../app/api/v1/me/email-verification/route.ts";
import * as me from "../../app/api/v1/me/route.ts";
import * as sessions from "../../app/api/v1/me/sessions/route.ts";
import * as tokens from "../../app/api/v1/tokens/route.ts";
import * as block from "../../app/api/v1/users/[id]/block/route.ts";
import * as users from "../../app/api/v1/users/route.ts";
import * as member from "../../app/api/v1/workspaces/[slug]/members/[userId]/route.ts";
import * as members from "../../app/api/v1/workspaces/[slug]/members/route.ts";
import * as workspace from "../../app/api/v1/workspaces/[slug]/route.ts";
import * as workspaces from "../../app/api/v1/workspaces/route.ts";
import type { Refused } from "./table.ts";

const bodyOfToken = { kind: "workspace", name: "CI", permissions: ["api.read"] };

/** Identity, workspaces, members, tokens and the audit log. */
export const identityRefusals: Refused[] = [
  { handler: me.GET, scope: "self" },
  { handler: me.PATCH, scope: "self", body: () => ({ name: "New" }) },
  { handler: sessions.GET, scope: "self" },
  { handler: sessions.DELETE, scope: "self" },
  { handler: workspaces.GET, scope: "self" },
  { handler: workspaces.POST, scope: "installation", body: () => ({ slug: "new", name: "New" }) },
  { handler: jobs.GET, scope: "installation" },
  { handler: installationPolicies.GET, scope: "installation" },
  { handler: installationPolicies.PUT, scope: "installation", body: () => ({}) },
  { handler: allWorkspaces.GET, scope: "installation" },
  { handler: users.GET, scope: "installation" },
  { handler: verification.POST, scope: "self" },
  { handler: mail.GET, scope: "installation" },
  { handler: oneMail.GET, scope: "installation", params: ({ stranger }) => ({ id: stranger.actor.id }) },
  { handler: block.POST, scope: "installation", params: ({ stranger }) => ({ id: stranger.actor.id }) },
  { handler: audit.GET, scope: "installation" },
  { handler: chain.GET, scope: "installation" },
  { handler: audit.GET, scope: "workspace", tooSmall: "viewer", query: ({ slug }) => `?workspace=${slug}` },
  { handler: workspace.GET, scope: "workspace", params: inWorkspace },
  {
    handler: workspace.PATCH,
    scope: "workspace",
    tooSmall: "publisher",
    params: inWorkspace,
    body: () => ({ name: "New" }),
  },
  { handler: members.GET, scope: "workspace", params: inWorkspace },
  {
    handler: members.POST,
    scope: "workspace",
    tooSmall: "publisher",
    params: inWorkspace,
    body: ({ stranger }) => ({ email: stranger.email, role: "viewer" }),
  },
  {
    handler: member.PATCH,
    scope: "workspace",
    tooSmall: "approver",
    params: ofMember,
    body: () => ({ role: "owner" }),
  },
  { handler: member.DELETE, scope: "workspace", tooSmall: "approver", params: ofMember },
  {
    handler: tokens.GET,
    scope: "workspace",
    tooSmall: "publisher",
    query: ({ slug }) => `?kind=workspace&workspace=${slug}`,
  },
  {
    handler: tokens.POST,
    scope: "workspace",
    tooSmall: "publisher",
    body: ({ slug }) => ({ ...bodyOfToken, workspace: slug }),
  },
  { handler: tokens.GET, scope: "installation", query: () => "?kind=installation" },
];

function inWorkspace({ slug }: { slug: string }) {
  return { slug };
}

function ofMember({ slug, members }: { slug: string; members: { viewer: { actor: { id: string } } } }) {
  return { slug, userId: members.viewer.actor.id };
}
