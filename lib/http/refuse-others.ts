import { Problem } from "../contract/problem.ts";
import { type Method, methods, type RouteHandler } from "./declaration.ts";
import { requestIdOf } from "./request-id.ts";
import { problemResponse } from "./respond.ts";

type Answerer = (request: Request) => Promise<Response>;

/**
 * The handlers of all methods that a route file does not have: 405 with `Allow` (RFC 9110, 15.5.6), as a problem, and an
 * OPTIONS that tells the truth. Next's own have neither.
 */
export function refuseOthers(present: Partial<Record<Method, RouteHandler>>): Record<Method | "OPTIONS", Answerer> {
  const having = methods.filter((method) => present[method]);
  const allow = [...having.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"].join(", ");
  const refuse: Answerer = async (request) =>
    refusal(request, new Problem("method-not-allowed", `Allowed here: ${allow}.`, { allow }));
  const OPTIONS: Answerer = async () => new Response(null, { status: 204, headers: { allow } });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS };
}

/** Where no route is: 404 as a problem, whatever the method. */
export const unknownPath: Answerer = async (request) => refusal(request, new Problem("not-found"));

function refusal(request: Request, problem: Problem): Response {
  const requestId = requestIdOf(request.headers);
  const response = problemResponse(problem, { instance: new URL(request.url).pathname, requestId });
  response.headers.set("x-request-id", requestId);
  response.headers.set("cache-control", "no-store");
  return response;
}
