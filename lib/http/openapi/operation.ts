import type { z } from "zod";
import { type ProblemSlug, problems } from "../../contract/problem.ts";
import type { AnyDeclaration } from "../declaration.ts";
import { type DeclaredRoute, tagOf } from "./declared-route.ts";
import { jsonSchema, parameters } from "./schema.ts";

/** One operation of the description. */
export function describeOperation(route: DeclaredRoute) {
  const { declaration } = route;
  return {
    operationId: declaration.operationId ?? operationIdOf(route),
    summary: declaration.summary,
    ...(declaration.description ? { description: declaration.description } : {}),
    tags: [tagOf(route.path)],
    security: securityOf(declaration),
    parameters: parametersOf(route),
    ...requestBodyOf(declaration),
    responses: responsesOf(route),
  };
}

function operationIdOf({ method, path }: DeclaredRoute): string {
  const words = path.split(/[/-]/).filter((word) => word !== "");
  const named = words.map((word) => (word.startsWith("{") ? `By${pascal(word.slice(1, -1))}` : pascal(word)));
  return method.toLowerCase() + named.join("");
}

function pascal(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function securityOf({ auth = "required" }: AnyDeclaration) {
  if (auth === "none") return [];
  return [{ accessToken: [] }, { session: [] }, ...(auth === "optional" ? [{}] : [])];
}

function parametersOf({ method, declaration }: DeclaredRoute) {
  const { params, query, etag, ifMatchRequired = false, auth } = declaration;
  return [
    ...parameters(params, "path"),
    ...parameters(query, "query"),
    ...(etag && method !== "GET" && method !== "POST"
      ? [header("If-Match", "The entity tag that was read.", ifMatchRequired)]
      : []),
    ...(method === "POST" && auth !== "none"
      ? [header("Idempotency-Key", "Makes a repeat of the same request answer as the first, for 24 hours.", false)]
      : []),
  ];
}

function header(name: string, description: string, required: boolean) {
  return { name, in: "header", description, required, schema: { type: "string" } };
}

function requestBodyOf({ body, upload }: AnyDeclaration) {
  if (!body && !upload) return {};
  const uploads = (upload?.mediaTypes ?? []).map((mediaType) => [mediaType, { schema: {} }] as const);
  const json = body ? [["application/json", { schema: jsonSchema(body, "input") }] as const] : [];
  const isOptional = upload === undefined && body?.safeParse(undefined).success === true;
  return { requestBody: { required: !isOptional, content: Object.fromEntries([...uploads, ...json]) } };
}

function responsesOf(route: DeclaredRoute) {
  const { answers, answersRaw, status, etag, location } = route.declaration;
  const headers = {
    ...(etag ? { ETag: { schema: { type: "string" } } } : {}),
    ...(location ? { Location: { schema: { type: "string", format: "uri-reference" } } } : {}),
  };
  const success = {
    description: "It is done.",
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...contentOf(answers, answersRaw),
  };
  return {
    [String(status ?? (answers || answersRaw ? 200 : 204))]: success,
    ...(etag && route.method === "GET" ? { "304": { description: "It has not changed since `If-None-Match`." } } : {}),
    ...Object.fromEntries(problemsOf(route)),
  };
}

function contentOf(answers: z.ZodType | undefined, raw: readonly string[] | undefined) {
  if (raw) return { content: Object.fromEntries(raw.map((mediaType) => [mediaType, { schema: {} }])) };
  return answers ? { content: { "application/json": { schema: jsonSchema(answers, "output") } } } : {};
}

/** What every route of its kind can answer with, and what it declares, by status. */
function problemsOf({ method, declaration }: DeclaredRoute) {
  const { auth = "required", params, query, body, upload, etag, ifMatchRequired } = declaration;
  const slugs = new Set<ProblemSlug>([
    ...(auth === "required" ? (["not-signed-in"] as const) : []),
    ...(auth === "none" ? [] : (["token-not-valid", "too-many-requests"] as const)),
    ...(auth !== "none" && method !== "GET" ? (["cross-site-request"] as const) : []),
    ...(params || query || body ? (["invalid-input"] as const) : []),
    ...(body ? (["malformed-body"] as const) : []),
    ...(body || upload ? (["body-too-large", "unsupported-media-type"] as const) : []),
    ...(etag && method !== "GET" && method !== "POST" ? (["precondition-failed"] as const) : []),
    ...(ifMatchRequired ? (["precondition-required"] as const) : []),
    ...(method === "POST" && auth !== "none" ? (["idempotency-key-reused", "idempotency-in-progress"] as const) : []),
    ...(declaration.problems ?? []),
    "internal",
  ]);
  const byStatus = Map.groupBy(slugs, (slug) => problems[slug].status);
  return [...byStatus].map(([status, group]) => {
    const description = group.map((slug) => `\`${slug}\`: ${problems[slug].title}.`).join(" ");
    const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
    return [String(status), { description, content }] as const;
  });
}
