import { Problem } from "../contract/problem.ts";
import { type Method, methods, type RouteHandler } from "./declaration.ts";
import { requestIdOf } from "./request-id.ts";
import { problemResponse } from "./respond.ts";

type Refusal = (request: Request) => Promise<Response>;

/**
 * The handlers of all methods that a route file does not have: 405 with `Allow` (RFC 9110, 15.5.6), as a problem. Next's own
 * 405 has neither.
 */
export function refuseOthers(present: Partial<Record<Method, RouteHandler>>): Record<Method, Refusal> {
  const allowed = methods
    .filter((method) => present[method])
    .flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  const allow = [...allowed, "OPTIONS"].join(", ");
  const refuse: Refusal = async (request) => {
    const requestId = requestIdOf(request.headers);
    const problem = new Problem("method-not-allowed", `Allowed here: ${allow}.`, { allow });
    const response = problemResponse(problem, { instance: new URL(request.url).pathname, requestId });
    response.headers.set("x-request-id", requestId);
    response.headers.set("cache-control", "no-store");
    return response;
  };
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}
