import type { z } from "zod";
import { anonymous } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { log } from "../log.ts";
import { authenticate, type Credential } from "./authenticate.ts";
import { clientAddress } from "./client-address.ts";
import {
  type AnyDeclaration,
  nothing,
  type RouteDeclaration,
  type RouteHandler,
  type UploadDeclaration,
} from "./declaration.ts";
import { etagOf, isUnchanged, readIfMatch } from "./etag.ts";
import { parseBody, parseJson, parseParameters, queryValues } from "./parse-input.ts";
import { platform } from "./platform.ts";
import { BODY_BYTES_MAX, mediaTypeOf, readBody } from "./read-body.ts";
import { requestIdOf } from "./request-id.ts";
import { jsonResponse, problemResponse } from "./respond.ts";

/**
 * A route of the management API from its declaration:
 *
 *     export const GET = route({ summary, query: pageInput, answers: pageOf(apiView), handle: (ctx, { query }) => listApis(ctx, query) });
 *     export const POST = route({ summary, body: apiInput, answers: apiView, status: 201, handle: (ctx, { body }) => createApi(ctx, body) });
 *     export const { PUT, PATCH, DELETE } = refuseOthers({ GET, POST });   // 405 with Allow
 *
 * It authenticates, parses what comes in, calls one verb, parses the answer through its view (so that nothing unlisted
 * leaves) and maps what is thrown to a problem. Nothing of `next` is needed: a Request goes in, a Response comes out.
 */
export function route<
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
  Uploads extends UploadDeclaration | undefined = undefined,
>(declared: RouteDeclaration<Params, Query, Body, Answer, Uploads>): RouteHandler {
  const declaration = widen(declared);
  const handler = async (...[request, segment]: Parameters<RouteHandler>) => {
    const requestId = requestIdOf(request.headers);
    const instance = new URL(request.url).pathname;
    try {
      const response = await answer(declaration, request, requestId, (await segment?.params) ?? {});
      return finish(request, response, requestId);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem("internal");
      if (problem !== error) log.error({ err: error, requestId, method: request.method, instance }, "request failed");
      return finish(request, problemResponse(problem, { instance, requestId }), requestId);
    }
  };
  return Object.assign(handler, { declaration });
}

async function answer(
  declaration: AnyDeclaration,
  request: Request,
  requestId: string,
  params: Record<string, unknown>,
): Promise<Response> {
  const base = platform();
  const address = clientAddress(request.headers, base.trustedProxies);
  const { actor } = declaration.auth === "none" ? signedOut : await authenticate(request, base);
  if (actor.kind === "anonymous" && (declaration.auth ?? "required") === "required") throw new Problem("not-signed-in");

  const ctx: Context = { actor, db: base.db, now: base.now, random: base.random, requestId, address };
  const input = await readInput(declaration, request, params);
  return toResponse(declaration, request, await declaration.handle(ctx, input));
}

const signedOut: Credential = { kind: "none", actor: anonymous };

async function readInput(declaration: AnyDeclaration, request: Request, params: Record<string, unknown>) {
  const query = declaration.query ?? nothing;
  return {
    params: parseParameters(declaration.params ?? nothing, params),
    query: parseParameters(query, queryValues(query, new URL(request.url).searchParams)),
    ...(await readContent(declaration, request)),
    ifMatch: readIfMatch(request, declaration.ifMatchRequired ?? false),
    request,
  };
}

async function readContent({ body, upload, bodyBytesMax = BODY_BYTES_MAX }: AnyDeclaration, request: Request) {
  if (!body && !upload) return { body: undefined, upload: undefined };
  const mediaType = mediaTypeOf(request);
  if (upload?.mediaTypes.includes(mediaType)) {
    return { body: undefined, upload: { content: await readBody(request, bodyBytesMax), mediaType } };
  }
  const bytes = await readBody(request, bodyBytesMax);
  if (!body || (bytes.length > 0 && mediaType !== "application/json")) throw new Problem("unsupported-media-type");
  return { body: parseBody(body, parseJson(bytes)), upload: undefined };
}

function toResponse({ answers, status, etag, location }: AnyDeclaration, request: Request, result: unknown): Response {
  if (result instanceof Response) return result;
  if (!answers) return new Response(null, { status: status ?? 204 });
  const view = answers.parse(result);
  const headers: Record<string, string> = {};
  if (location) headers.location = location(view);
  if (etag) headers.etag = etagOf(etag(view));
  if (headers.etag && request.method === "GET" && isUnchanged(request, headers.etag)) {
    return new Response(null, { status: 304, headers });
  }
  return jsonResponse(status ?? 200, view, headers);
}

function finish(request: Request, response: Response, requestId: string): Response {
  const headers = new Headers(response.headers);
  headers.set("x-request-id", requestId);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  const body = request.method === "HEAD" ? null : response.body;
  return new Response(body, { status: response.status, headers });
}

/** Forgets the exact types of one declaration: the wrapper treats all alike, and checked values flow only between its parts. */
function widen(declaration: unknown): AnyDeclaration {
  return declaration as AnyDeclaration;
}
