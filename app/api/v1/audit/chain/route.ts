import { checkChain } from "#lib/audit/check-chain.ts";
import { chainQuery } from "#lib/audit/input.ts";
import { chainView } from "#lib/audit/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Verify the chain of the audit log",
  description: "Of the whole installation, some thousand entries a call; `nextAfter` says where the next call goes on.",
  operationId: "checkAuditChain",
  query: chainQuery,
  answers: chainView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { query }) => checkChain(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
