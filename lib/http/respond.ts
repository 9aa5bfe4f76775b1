import { PROBLEM_MEDIA_TYPE, type Problem, problemDetails } from "../contract/problem.ts";

export function jsonResponse(status: number, value: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
}

/** RFC 9457, with `Retry-After`, `Allow` and `WWW-Authenticate` where the status asks for them. */
export function problemResponse(problem: Problem, where: { instance: string; requestId: string }): Response {
  const headers = new Headers({ "content-type": PROBLEM_MEDIA_TYPE });
  const { retryAfterSeconds, allow } = problem.extensions;
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (typeof allow === "string") headers.set("allow", allow);
  // What is left of the body is not read: the connection cannot carry another request.
  if (problem.status === 413) headers.set("connection", "close");
  if (problem.status === 401) headers.set("www-authenticate", challenge(problem));
  return new Response(JSON.stringify(problemDetails(problem, where)), { status: problem.status, headers });
}

/** RFC 6750, section 3: the error code only when a token was sent. */
function challenge(problem: Problem): string {
  return problem.slug === "token-not-valid"
    ? 'Bearer realm="gatehouse", error="invalid_token"'
    : 'Bearer realm="gatehouse"';
}
