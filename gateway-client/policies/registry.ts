import { choose } from "./choose.ts";
import { cors } from "./cors.ts";
import { type Place, type Policy, PolicyError, type PreparedPolicy } from "./define.ts";
import { forwardRequest } from "./forward-request.ts";
import { ipFilter } from "./ip-filter.ts";
import { rateLimit } from "./rate-limit.ts";
import { returnResponse } from "./return-response.ts";
import { rewriteUri } from "./rewrite-uri.ts";
import { setBody } from "./set-body.ts";
import { setHeader } from "./set-header.ts";
import { setVariable } from "./set-variable.ts";
import { validateJwt } from "./validate-jwt.ts";

/** What the compiler of snapshots needs beside the registry itself. */
export { type Place, type Policy, PolicyError, type PreparedPolicy } from "./define.ts";

/** Every policy that this gateway knows, by name. Adding one is a line here and its three files. */
export const policyRegistry: ReadonlyMap<string, Policy> = new Map(
  [
    choose,
    cors,
    forwardRequest,
    ipFilter,
    rateLimit,
    returnResponse,
    rewriteUri,
    setBody,
    setHeader,
    setVariable,
    validateJwt,
  ].map((policy) => [policy.name, policy]),
);

/** What this gateway can do, as a manifest's `requires` spells it. */
export const capabilities: readonly string[] = [...policyRegistry.values()].map(
  ({ name, version }) => `policy:${name}@${version}`,
);

/**
 * Compiles a policy by its name for the place where it stands.
 *
 * @throws z.ZodError or PolicyError for a configuration that cannot be used, an unknown policy or one that cannot stand there
 */
export function preparePolicy(name: string, config: unknown, place: Place): PreparedPolicy {
  const policy = policyRegistry.get(name);
  if (policy === undefined) throw new PolicyError(`There is no policy named ${name}.`);
  if (!policy.sections.includes(place.section)) {
    throw new PolicyError(`The policy ${name} cannot stand in this section.`);
  }
  return policy.prepare(config, place, preparePolicy);
}
