import { z } from "zod";
import type { Context } from "../context.ts";
import type { ProblemSlug } from "../contract/problem.ts";

/** What stands for "none" in a declaration that leaves the schema out. */
export const nothing = z.object({});
type Nothing = typeof nothing;

/** A body that is taken as bytes, whatever is in it: an API description, a batch. */
export interface UploadDeclaration {
  /** In lower case, without parameters. */
  mediaTypes: readonly string[];
}

export interface Upload {
  content: Uint8Array;
  /** As sent, without parameters, in lower case. */
  mediaType: string;
}

export interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** The bytes of the body, when the route declares `upload` and the media type is one of its own. */
  upload: Upload | undefined;
  /** The row version of `If-Match`; undefined without one, or with `*`. Hand it to the verb as `expectedVersion`. */
  ifMatch: number | undefined;
  request: Request;
}

/** One operation of the management API; `npm run openapi` describes it from this. */
export interface RouteDeclaration<
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
  Uploads extends UploadDeclaration | undefined = undefined,
> {
  /** One line, imperative: "Approve a requested subscription". */
  summary: string;
  description?: string;
  /** Unique in the API, camelCase; by default made from method and path. */
  operationId?: string;
  params?: Params;
  /** Names that it does not list are refused. */
  query?: Query;
  /** The JSON body. Use `z.strictObject`, so that a misspelt member is refused. */
  body?: Body;
  upload?: Uploads;
  /** Bound of the body in bytes (1 MiB). */
  bodyBytesMax?: number;
  /** The view that the answer goes through; without one the route answers 204. */
  answers?: Answer;
  /** Media types of an answer that is no JSON; `handle` then returns a `Response` made by itself. */
  answersRaw?: readonly string[];
  /** 200 (204 without `answers`). */
  status?: 200 | 201 | 202 | 204;
  /** The row version of the answer, sent as `ETag`; a PUT, PATCH or DELETE with it reads `If-Match`. */
  etag?: (answer: z.output<Answer>) => number;
  /** Refuse a change without `If-Match` (428). */
  ifMatchRequired?: boolean;
  /** `Location` of what was created. */
  location?: (answer: z.output<Answer>) => string;
  /** `required` (a session or a token), `optional`, or `none`: credentials are not even read (gateways, sign-up). */
  auth?: "required" | "optional" | "none";
  /** Beyond those that every route can answer with. */
  problems?: readonly ProblemSlug[];
  handle: (
    ctx: Context,
    input: RouteInput<
      z.output<Params>,
      z.output<Query>,
      Uploads extends undefined ? z.output<Body> : z.output<Body> | undefined
    >,
  ) => Promise<z.input<Answer> | Response>;
}

/** A declaration of any shape, as the wrapper and the describing script see it. */
export type AnyDeclaration = RouteDeclaration<
  z.ZodObject,
  z.ZodObject,
  z.ZodType,
  z.ZodType,
  UploadDeclaration | undefined
>;

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** What Next calls: the request and the promised path parameters. */
export interface RouteHandler {
  (request: Request, segment?: { params: Promise<Record<string, string | string[] | undefined>> }): Promise<Response>;
  declaration: AnyDeclaration;
}
