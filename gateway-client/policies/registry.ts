import { authenticationBasic } from "./authentication-basic.ts";
import { authenticationCertificate } from "./authentication-certificate.ts";
import { authenticationClientCredentials } from "./authentication-client-credentials.ts";
import { basicAuth } from "./basic-auth.ts";
import { cacheLookup } from "./cache-lookup.ts";
import { cacheLookupValue } from "./cache-lookup-value.ts";
import { cacheRemoveValue } from "./cache-remove-value.ts";
import { cacheStore } from "./cache-store.ts";
import { cacheStoreValue } from "./cache-store-value.ts";
import { checkHeader } from "./check-header.ts";
import { choose } from "./choose.ts";
import { composeResponses } from "./compose-responses.ts";
import { cors } from "./cors.ts";
import { type Place, type Policy, PolicyError, type PreparedPolicy } from "./define.ts";
import { deprecation } from "./deprecation.ts";
import { emitMetric } from "./emit-metric.ts";
import { findAndReplace } from "./find-and-replace.ts";
import { forwardRequest } from "./forward-request.ts";
import { ipFilter } from "./ip-filter.ts";
import { jsonThreatProtection } from "./json-threat-protection.ts";
import { jsonToXml } from "./json-to-xml.ts";
import { limitConcurrency } from "./limit-concurrency.ts";
import { logTo } from "./log-to.ts";
import { maskData } from "./mask-data.ts";
import { mockResponse } from "./mock-response.ts";
import { patternThreatProtection } from "./pattern-threat-protection.ts";
import { quota } from "./quota.ts";
import { quotaByKey } from "./quota-by-key.ts";
import { rateLimit } from "./rate-limit.ts";
import { rateLimitByKey } from "./rate-limit-by-key.ts";
import { requestSizeLimit } from "./request-size-limit.ts";
import { retry } from "./retry.ts";
import { returnResponse } from "./return-response.ts";
import { rewriteUri } from "./rewrite-uri.ts";
import { sendRequest } from "./send-request.ts";
import { setBackend } from "./set-backend.ts";
import { setBody } from "./set-body.ts";
import { setHeader } from "./set-header.ts";
import { setMethod } from "./set-method.ts";
import { setQueryParameter } from "./set-query-parameter.ts";
import { setStatus } from "./set-status.ts";
import { setVariable } from "./set-variable.ts";
import { trafficSplit } from "./traffic-split.ts";
import { validateClientCertificate } from "./validate-client-certificate.ts";
import { validateContent } from "./validate-content.ts";
import { validateHeaders } from "./validate-headers.ts";
import { validateHmac } from "./validate-hmac.ts";
import { validateIntrospectedToken } from "./validate-introspected-token.ts";
import { validateJwt } from "./validate-jwt.ts";
import { validateParameters } from "./validate-parameters.ts";
import { validateStatusCode } from "./validate-status-code.ts";
import { xmlToJson } from "./xml-to-json.ts";

/** What the compiler of snapshots needs beside the registry itself. */
export { type Place, type Policy, PolicyError, type PreparedPolicy } from "./define.ts";

/** Every policy that this gateway knows, by name. Adding one is a line here and its three files. */
export const policyRegistry: ReadonlyMap<string, Policy> = new Map(
  [
    authenticationBasic,
    authenticationCertificate,
    authenticationClientCredentials,
    basicAuth,
    cacheLookup,
    cacheLookupValue,
    cacheRemoveValue,
    cacheStore,
    cacheStoreValue,
    checkHeader,
    choose,
    composeResponses,
    cors,
    deprecation,
    emitMetric,
    findAndReplace,
    forwardRequest,
    ipFilter,
    jsonThreatProtection,
    jsonToXml,
    limitConcurrency,
    logTo,
    maskData,
    mockResponse,
    patternThreatProtection,
    quota,
    quotaByKey,
    rateLimit,
    rateLimitByKey,
    requestSizeLimit,
    retry,
    returnResponse,
    rewriteUri,
    sendRequest,
    setBackend,
    setBody,
    setHeader,
    setMethod,
    setQueryParameter,
    setStatus,
    setVariable,
    validateContent,
    validateHeaders,
    trafficSplit,
    validateClientCertificate,
    validateHmac,
    validateIntrospectedToken,
    validateJwt,
    validateParameters,
    validateStatusCode,
    xmlToJson,
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
