import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_BYTES_MAX = 1024 * 1024;

/** A refusal that the caller is told about, as problem details (RFC 9457). */
export class AnswerError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: { pointer: string; detail: string }[];

  constructor(status: number, code: string, detail: string, errors: { pointer: string; detail: string }[] = []) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export function sendProblem(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const refusal = error instanceof AnswerError ? error : new AnswerError(500, "internal", "Something went wrong here.");
  const { status, code, message, errors } = refusal;
  const details = {
    type: `https://fernwood.example/problems/${code}`,
    title: titles[code] ?? code,
    status,
    detail: message,
  };
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify(errors.length > 0 ? { ...details, errors } : details));
}

const titles: Record<string, string> = {
  "not-found": "Not found",
  "method-not-allowed": "Method not allowed",
  "not-valid": "The request is not valid",
  "wrong-state": "Not possible in the present state",
  "key-reused": "The idempotency key belongs to another request",
  internal: "Internal error",
};

export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new AnswerError(413, "not-valid", "The body is larger than 1 MiB.");
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // falls through to the refusal: the text is no JSON
  }
  throw new AnswerError(400, "not-valid", "The body must be a JSON object.");
}

/** One page of a list: `limit` items after the one that `cursor` names. */
export function pageOf<T extends { id: string }>(
  items: T[],
  query: URLSearchParams,
): { items: T[]; nextCursor: string | null } {
  const limit = Number(query.get("limit") ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new AnswerError(422, "not-valid", "The limit is between 1 and 100.", [
      { pointer: "limit", detail: "is not between 1 and 100" },
    ]);
  }
  const cursor = query.get("cursor");
  const start =
    cursor === null ? 0 : items.findIndex(({ id }) => id === Buffer.from(cursor, "base64url").toString()) + 1;
  if (cursor !== null && start === 0) {
    throw new AnswerError(422, "not-valid", "The cursor is not one of this list.", [
      { pointer: "cursor", detail: "is unknown" },
    ]);
  }
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = start + limit < items.length && last !== undefined;
  return { items: page, nextCursor: hasMore ? Buffer.from(last.id).toString("base64url") : null };
}

export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AnswerError(404, "not-found", `There is no such ${what}.`);
  return value;
}
