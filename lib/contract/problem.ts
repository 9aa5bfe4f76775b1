/**
 * Everything that Gatehouse refuses or fails at, in both planes: slug → status and title. A slug never changes its meaning;
 * `docs/problems/<slug>.md` explains each (a test keeps the two lists equal).
 */
export const problems = {
  // control plane
  "invalid-input": { status: 422, title: "The input is not valid" },
  "malformed-body": { status: 400, title: "The body cannot be read" },
  "unsupported-media-type": { status: 415, title: "The media type is not supported" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "not-signed-in": { status: 401, title: "Sign in or send an access token" },
  "token-not-valid": { status: 401, title: "The access token is not valid" },
  "sign-in-refused": { status: 401, title: "E-mail address and password do not match" },
  "link-not-valid": { status: 410, title: "The link does not work any more" },
  "not-permitted": { status: 403, title: "Your role does not permit this" },
  "own-request": { status: 403, title: "Nobody decides on their own request" },
  "cross-site-request": { status: 403, title: "The request comes from another site" },
  "not-found": { status: 404, title: "There is no such thing" },
  "method-not-allowed": { status: 405, title: "The method is not allowed here" },
  "already-exists": { status: 409, title: "Something with this name exists already" },
  "wrong-state": { status: 409, title: "This cannot be done in the present state" },
  "lost-race": { status: 409, title: "Somebody else was first" },
  "base-path-taken": { status: 409, title: "Another API answers at this base path" },
  "still-in-use": { status: 409, title: "It is still in use" },
  "idempotency-key-reused": { status: 422, title: "The idempotency key was used for another request" },
  "idempotency-in-progress": { status: 409, title: "The first request with this idempotency key is still running" },
  "precondition-failed": { status: 412, title: "It has changed since you read it" },
  "precondition-required": { status: 428, title: "Send If-Match with the version you read" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "description-not-valid": { status: 422, title: "The API description cannot be used" },
  "url-not-allowed": { status: 422, title: "This address may not be fetched" },
  "fetch-failed": { status: 422, title: "The address could not be fetched" },
  "snapshot-not-loadable": { status: 422, title: "The gateway would refuse this configuration" },
  "gateway-token-not-valid": { status: 401, title: "The gateway token is not valid" },
  unavailable: { status: 503, title: "Not available at the moment" },
  internal: { status: 500, title: "Something went wrong on our side" },

  // data plane
  "bad-request": { status: 400, title: "The request cannot be understood" },
  "operation-not-found": { status: 404, title: "No operation answers here" },
  "operation-method-not-allowed": { status: 405, title: "The operation does not answer to this method" },
  "subscription-key-missing": { status: 401, title: "A subscription key is needed" },
  "subscription-key-invalid": { status: 401, title: "The subscription key is not valid" },
  "subscription-not-active": { status: 403, title: "The subscription is not active" },
  "api-not-in-plan": { status: 403, title: "The plan does not open this API" },
  "token-not-present": { status: 401, title: "A token is needed" },
  "token-expired": { status: 401, title: "The token has expired" },
  "token-signature-invalid": { status: 401, title: "The token's signature is not valid" },
  "token-signature-key-not-found": { status: 401, title: "No known key has signed the token" },
  "token-audience-not-allowed": { status: 401, title: "The token is for another audience" },
  "token-issuer-not-allowed": { status: 401, title: "The token's issuer is not accepted" },
  "token-claim-not-found": { status: 401, title: "The token lacks a claim" },
  "token-claim-value-not-allowed": { status: 401, title: "A claim of the token has a value that is not accepted" },
  "jwt-invalid": { status: 401, title: "The token is not a valid JSON Web Token" },
  "token-not-active": { status: 401, title: "The token is not active" },
  "client-without-subscription": { status: 403, title: "Nobody subscribed for this client" },
  "client-certificate-without-subscription": {
    status: 403,
    title: "Nobody subscribed for the owner of this certificate",
  },
  "token-scope-missing": { status: 403, title: "The token lacks a scope" },
  "token-issuer-unavailable": { status: 503, title: "Tokens cannot be checked at the moment" },
  "basic-credentials-missing": { status: 401, title: "A user name and a password are needed" },
  "basic-credentials-invalid": { status: 401, title: "User name and password do not match" },
  "credential-attempts-exceeded": { status: 429, title: "Too many attempts with credentials" },
  "signature-missing": { status: 401, title: "The request must be signed" },
  "signature-invalid": { status: 401, title: "The request's signature is not valid" },
  "signature-expired": { status: 401, title: "The request was signed at another time" },
  "signature-replayed": { status: 401, title: "The request was sent before" },
  "content-digest-invalid": { status: 401, title: "The body is not the one that was signed" },
  "client-certificate-missing": { status: 403, title: "A client certificate must be shown" },
  "client-certificate-not-in-force": { status: 403, title: "The client certificate is not in force" },
  "client-certificate-not-trusted": { status: 403, title: "The client certificate is not trusted" },
  "client-certificate-not-allowed": { status: 403, title: "The client certificate is not one of those allowed" },
  "caller-ip-not-allowed": { status: 403, title: "The caller's address is not allowed" },
  "origin-not-allowed": { status: 403, title: "The origin is not allowed" },
  "rate-limit-exceeded": { status: 429, title: "The rate limit is exceeded" },
  "limits-unavailable": { status: 503, title: "The limits cannot be checked at the moment" },
  "quota-exceeded": { status: 403, title: "The quota is exceeded" },
  "request-header-fields-too-large": { status: 431, title: "The request's header is too large" },
  "uri-too-long": { status: 414, title: "The request's target is too long" },
  "https-required": { status: 403, title: "Calls must come over HTTPS" },
  "misdirected-request": { status: 421, title: "This connection is not for that host" },
  "expectation-failed": { status: 417, title: "The expectation cannot be met" },
  "websocket-handshake-invalid": { status: 400, title: "The WebSocket handshake cannot be understood" },
  "websocket-version-not-supported": { status: 426, title: "This version of WebSocket is not spoken here" },
  "backend-unreachable": { status: 502, title: "The backend cannot be reached" },
  "backend-answer-invalid": { status: 502, title: "The backend's answer cannot be understood" },
  "answer-not-cached": { status: 504, title: "No stored answer is good enough" },
  "backend-timeout": { status: 504, title: "The backend did not answer in time" },
  "backend-answer-too-large": { status: 502, title: "The backend's answer is too large to be changed" },
  "circuit-open": { status: 503, title: "The backend fails and is given a rest" },
  "backend-credentials-unavailable": { status: 502, title: "The gateway could not sign in to the backend" },
  "header-check-failed": { status: 401, title: "A header is missing or has a value that is not allowed" },
  "length-required": { status: 411, title: "The request must say how long its body is" },
  "concurrency-exceeded": { status: 429, title: "Too many calls are running at once" },
  "body-not-convertible": { status: 400, title: "The body cannot be converted" },
  "content-not-valid": { status: 400, title: "The body is not what the API describes" },
  "parameters-not-valid": { status: 400, title: "A parameter is not what the API describes" },
  "answer-not-valid": { status: 502, title: "The backend's answer is not what the API describes" },
  "json-threat-detected": { status: 400, title: "The JSON body breaks the bounds of its structure" },
  "pattern-threat-detected": { status: 400, title: "The request looks like an attack" },
  "side-request-failed": { status: 502, title: "A request that the gateway makes itself failed" },
  "version-retired": { status: 410, title: "This version of the API has ended" },
  "policy-failed": { status: 500, title: "A policy could not do its work" },
  "gateway-not-ready": { status: 503, title: "The gateway has no configuration yet" },
  "gateway-overloaded": { status: 503, title: "The gateway is at its bound" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemSlug = keyof typeof problems;

export interface ProblemExtensions {
  /** What is wrong and where: JSON Pointers (RFC 6901) into the body, or the parameter's name. */
  errors?: { pointer: string; detail: string }[];
  /** Seconds after which trying again makes sense; sent as `Retry-After` as well (RFC 9110, 10.2.3). */
  retryAfterSeconds?: number;
  [member: string]: unknown;
}

/** A refusal or failure that the caller is meant to read: `throw new Problem("wrong-state", "It is retired.")`. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly status: number;
  readonly detail: string | undefined;
  readonly extensions: ProblemExtensions;

  constructor(slug: ProblemSlug, detail?: string, extensions: ProblemExtensions = {}) {
    super(detail ?? problems[slug].title);
    this.name = "Problem";
    this.slug = slug;
    this.status = problems[slug].status;
    this.detail = detail;
    this.extensions = extensions;
  }
}

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** The problem details object of RFC 9457, section 3, with our `code` and `requestId`. */
export function problemDetails(problem: Problem, where: { instance: string; requestId: string }) {
  return {
    type: `urn:gatehouse:problem:${problem.slug}`,
    title: problems[problem.slug].title,
    status: problem.status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    instance: where.instance,
    code: problem.slug,
    requestId: where.requestId,
    ...problem.extensions,
  };
}
