import { cors } from "./cors.ts";
import type { Policy } from "./define.ts";
import { forwardRequest } from "./forward-request.ts";
import { ipFilter } from "./ip-filter.ts";
import { rateLimit } from "./rate-limit.ts";
import { returnResponse } from "./return-response.ts";
import { rewriteUri } from "./rewrite-uri.ts";
import { setHeader } from "./set-header.ts";

/** What the compiler of snapshots needs beside the registry itself. */
export { type Policy, PolicyError } from "./define.ts";

/** Every policy that this gateway knows, by name. Adding one is a line here and its three files. */
export const policyRegistry: ReadonlyMap<string, Policy> = new Map(
  [cors, forwardRequest, ipFilter, rateLimit, returnResponse, rewriteUri, setHeader].map((policy) => [
    policy.name,
    policy,
  ]),
);

/** What this gateway can do, as a manifest's `requires` spells it. */
export const capabilities: readonly string[] = [...policyRegistry.values()].map(
  ({ name, version }) => `policy:${name}@${version}`,
);
