import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { listMails } from "#lib/mail/read.ts";
import { mailView } from "#lib/mail/view.ts";

export const GET = route({
  summary: "List the mails of the last 30 days",
  operationId: "listMails",
  query: pageInput,
  answers: pageOf(mailView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listMails(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
