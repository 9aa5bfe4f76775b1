import type { z } from "zod";
import type { Once } from "./once.ts";

/** What the reader of a screen is told when something was refused or failed: the problem details of the answer. */
export interface ShownProblem {
  code: string;
  title: string;
  detail?: string | undefined;
  requestId?: string | undefined;
  errors?: { pointer: string; detail: string }[] | undefined;
}

export type Answer<T> = { isOk: true; value: T; etag: string | undefined } | { isOk: false; problem: ShownProblem };

interface Call<T> {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON; a form or a file as it is. */
  body?: unknown;
  /** The entity tag that was read: the write is refused when somebody else was faster. */
  ifMatch?: string | undefined;
  /** Of a POST that must not be done twice when its answer was lost, or its button pressed twice. */
  once?: Once | undefined;
  signal?: AbortSignal | undefined;
  /** What the answer is checked with; zod is a sixth of a page's script, so pages that need none at first load it here. */
  answers: Checks<T>;
}

/** A schema, or how to get it. */
export type Checks<T> = z.ZodType<T> | (() => Promise<z.ZodType<T>>);

/** One call to the management API. It never throws: a dead network is an answer as well, so that a form loses nothing. */
export async function send<T>(
  path: string,
  { method = "GET", body, ifMatch, once, signal, answers }: Call<T>,
): Promise<Answer<T>> {
  const isAsItIs = body instanceof URLSearchParams || body instanceof Blob;
  const response = await reach(path, {
    method,
    headers: {
      accept: "application/json",
      // The browser names the type of a form or a file by itself.
      ...(body === undefined || isAsItIs ? {} : { "content-type": "application/json" }),
      ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      ...(once === undefined ? {} : { "idempotency-key": once.keyOf(path, body) }),
    },
    ...(body === undefined ? {} : { body: isAsItIs ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response === undefined) return { isOk: false, problem: unreachable };

  // an answer without a body, or a proxy's page: neither is JSON
  const content: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return { isOk: false, problem: toShownProblem(content, response) };

  const schema = await loaded(answers);
  if (schema === undefined) return { isOk: false, problem: unreachable };
  const value = schema.safeParse(content);
  if (!value.success) return { isOk: false, problem: { ...notUnderstood, ...requestIdOf(response) } };
  once?.done();
  return { isOk: true, value: value.data, etag: response.headers.get("etag") ?? undefined };
}

/** The schema; undefined where it could not be fetched, which is a dead network like any other. */
export function loaded<T>(checks: Checks<T>): Promise<z.ZodType<T> | undefined> {
  return typeof checks === "function" ? checks().catch(() => undefined) : Promise.resolve(checks);
}

/** For TanStack Query, which wants a refusal thrown. */
export function accepted<T>(answer: Answer<T>): T {
  if (answer.isOk) return answer.value;
  throw new RefusedError(answer.problem);
}

export class RefusedError extends Error {
  readonly problem: ShownProblem;

  constructor(problem: ShownProblem) {
    super(problem.detail ?? problem.title);
    this.name = "RefusedError";
    this.problem = problem;
  }
}

export const unreachable: ShownProblem = {
  code: "unreachable",
  title: "The server cannot be reached",
  detail: "Check the connection and try again. Nothing that you typed is lost.",
};

const notUnderstood: ShownProblem = {
  code: "not-understood",
  title: "The answer cannot be understood",
  detail: "The page may be older than the server. Load it again.",
};

/** Read by hand: every page has this in its first script, and zod would be a sixth of that. */
function toShownProblem(content: unknown, response: Response): ShownProblem {
  const code = textAt(content, "code");
  const title = textAt(content, "title");
  if (code === undefined || title === undefined) {
    return { code: "internal", title: `The server answered ${response.status}`, ...requestIdOf(response) };
  }
  return {
    code,
    title,
    detail: textAt(content, "detail"),
    requestId: textAt(content, "requestId"),
    errors: errorsOf(content),
  };
}

function errorsOf(content: unknown): ShownProblem["errors"] {
  const errors = memberOf(content, "errors");
  if (!Array.isArray(errors)) return undefined;
  return errors.map((error) => ({ pointer: textAt(error, "pointer") ?? "", detail: textAt(error, "detail") ?? "" }));
}

function textAt(content: unknown, name: string): string | undefined {
  const value = memberOf(content, name);
  return typeof value === "string" ? value : undefined;
}

function memberOf(content: unknown, name: string): unknown {
  return typeof content === "object" && content !== null ? Reflect.get(content, name) : undefined;
}

function requestIdOf(response: Response): { requestId?: string } {
  const requestId = response.headers.get("x-request-id");
  return requestId === null ? {} : { requestId };
}

/** `fetch` rejects when no answer came at all; this is the one place where the browser meets that boundary. */
async function reach(path: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(path, init);
  } catch {
    return undefined;
  }
}
