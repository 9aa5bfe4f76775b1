import { auditQuery } from "#lib/audit/input.ts";
import { listAudit } from "#lib/audit/list.ts";
import { auditView } from "#lib/audit/view.ts";
import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the audit log",
  description: "Of one workspace, or, for administrators, of what belongs to none. The newest first.",
  operationId: "listAudit",
  query: auditQuery,
  answers: pageOf(auditView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { query }) => listAudit(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
