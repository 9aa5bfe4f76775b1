import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_CHARACTERS_MAX = 100_000;

/**
 * Says what arrived: method, path, query, headers and body. `?status=503` sets the status and `?delayMs=2000` holds the answer
 * back (30 s at most), so that a gateway's handling of both can be tried.
 */
export async function echo(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) {
    if (body.length < BODY_CHARACTERS_MAX) body += chunk;
  }
  const delayMs = Math.min(Number(url.searchParams.get("delayMs")) || 0, 30_000);
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));

  const wanted = Number(url.searchParams.get("status"));
  const status = Number.isInteger(wanted) && wanted >= 200 && wanted <= 599 ? wanted : 200;
  response.writeHead(status, { "content-type": "application/json" });
  const answer = {
    method: request.method,
    path: url.pathname.slice("/anything".length) || "/",
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body,
  };
  response.end(status === 204 || status === 304 ? undefined : JSON.stringify(answer, null, 2));
}
