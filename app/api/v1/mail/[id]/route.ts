import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { mailParams } from "#lib/mail/input.ts";
import { readMail } from "#lib/mail/read.ts";
import { readMailView } from "#lib/mail/view.ts";

export const GET = route({
  summary: "Read a mail that no mail server took",
  description: "To pass it on where none is set. Each reading makes a link of its own and is audited.",
  operationId: "readMail",
  params: mailParams,
  answers: readMailView,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params }) => readMail(ctx, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
