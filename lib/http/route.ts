import type { z } from "zod";
import { anonymous } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { isDatabaseUnreachable } from "../db/unreachable.ts";
import { log } from "../log.ts";
import { countCall } from "../throttles/throttle.ts";
import { authenticate, type Credential, senderOf } from "./authenticate.ts";
import { clientAddress } from "./client-address.ts";
import { carryContentEncoding } from "./content-encoding.ts";
import {
  type AnyDeclaration,
  nothing,
  type RouteDeclaration,
  type RouteHandler,
  type UploadDeclaration,
} from "./declaration.ts";
import { etagOf, isUnchanged, readIfMatch } from "./etag.ts";
import { onceForKey, readIdempotencyKey } from "./idempotency.ts";
import { parseBody, parseJson, parseParameters, queryValues } from "./parse-input.ts";
import { platform } from "./platform.ts";
import { BODY_BYTES_MAX, mediaTypeOf, readBody } from "./read-body.ts";
import { requestIdOf } from "./request-id.ts";
import { jsonResponse, problemResponse } from "./respond.ts";
import { assertSameSite } from "./same-site.ts";

/**
 * A route of the management API from its declaration:
 *
 *     export const GET = route({ summary, query: pageInput, answers: pageOf(apiView), handle: (ctx, { query }) => listApis(ctx, query) });
 *     export const POST = route({ summary, body: apiInput, answers: apiView, status: 201, handle: (ctx, { body }) => createApi(ctx, body) });
 *     export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });   // 405 with Allow
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
      const problem = error instanceof Problem ? error : unforeseen(error);
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
  const credential = declaration.auth === "none" ? signedOut : await authenticate(request.headers, base);
  const { actor } = credential;
  if (credential.kind === "session") assertSameSite(request, base.publicUrl);
  if (actor.kind === "anonymous" && (declaration.auth ?? "required") === "required") throw new Problem("not-signed-in");
  const sender = senderOf(credential, address);
  if (declaration.auth !== "none") await countCall(base.db, base.now(), callsOf(sender, base.callsPerMinute));

  const content = await readContent(declaration, request);
  const input = {
    ...parseContent(declaration, content),
    ...parseTarget(declaration, request, params),
    ifMatch: readIfMatch(request, declaration.ifMatchRequired ?? false),
    request,
  };
  const ctx: Context = { actor, db: base.db, now: base.now, random: base.random, requestId, address };
  const call = actor.kind === "anonymous" ? undefined : readIdempotencyKey(request, sender, content.bytes);
  return onceForKey(base, call, async () => toResponse(declaration, request, await declaration.handle(ctx, input)));
}

const signedOut: Credential = { kind: "none", actor: anonymous };

function callsOf(sender: string, callsMax: number) {
  return { key: `api:${sender}`, callsMax, windowSeconds: 60 };
}

interface Content {
  bytes: Uint8Array;
  mediaType: string;
}

/** Refuses a media type before its bytes are read. A body that the route does not take is left where it is. */
async function readContent({ body, upload, bodyBytesMax = BODY_BYTES_MAX }: AnyDeclaration, request: Request) {
  const content: Content = { bytes: new Uint8Array(), mediaType: mediaTypeOf(request) };
  if (!body && !upload) return content;
  const isKnown = upload?.mediaTypes.includes(content.mediaType) || (body && content.mediaType === "application/json");
  if (!isKnown && content.mediaType !== "") throw new Problem("unsupported-media-type");
  content.bytes = await readBody(request, bodyBytesMax);
  if (!isKnown && content.bytes.length > 0)
    throw new Problem("unsupported-media-type", "Say what it is in Content-Type.");
  return content;
}

function parseContent({ body, upload }: AnyDeclaration, { bytes, mediaType }: Content) {
  if (upload?.mediaTypes.includes(mediaType)) return { body: undefined, upload: { content: bytes, mediaType } };
  return { body: body && parseBody(body, parseJson(bytes)), upload: undefined };
}

function parseTarget(declaration: AnyDeclaration, request: Request, params: Record<string, unknown>) {
  const query = declaration.query ?? nothing;
  return {
    params: parseParameters(declaration.params ?? nothing, params),
    query: parseParameters(query, queryValues(query, new URL(request.url).searchParams)),
  };
}

/** A database that is away is no fault of the request: it may be sent again. */
function unforeseen(error: unknown): Problem {
  if (!isDatabaseUnreachable(error)) return new Problem("internal");
  return new Problem("unavailable", "The database cannot be reached.", { retryAfterSeconds: 1 });
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
  carryContentEncoding(headers);
  const body = request.method === "HEAD" ? null : response.body;
  return new Response(body, { status: response.status, headers });
}

/** Forgets the exact types of one declaration: the wrapper treats all alike, and checked values flow only between its parts. */
function widen(declaration: unknown): AnyDeclaration {
  return declaration as AnyDeclaration;
}
