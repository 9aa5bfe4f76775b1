import * as tokens from "../../app/api/v1/workspaces/[slug]/apis/[api]/trace-tokens/route.ts";
import * as trace from "../../app/api/v1/workspaces/[slug]/apis/[api]/traces/[id]/route.ts";
import * as traces from "../../app/api/v1/workspaces/[slug]/apis/[api]/traces/route.ts";
import type { Refused } from "./table.ts";

const ofApi = ({ slug }: { slug: string }) => ({ slug, api: "orders" });
const ofTrace = ({ slug }: { slug: string }) => ({ ...ofApi({ slug }), id: "0".repeat(32) });
const limited = { scope: "workspace", tooSmall: "approver" } as const;

/** Traces show what callers sent: those who change the API may see them. */
export const traceRefusals: Refused[] = [
  { handler: tokens.POST, ...limited, params: ofApi, body: () => ({}) },
  { handler: traces.GET, ...limited, params: ofApi },
  { handler: trace.GET, ...limited, params: ofTrace },
];
