import { problems } from "../../contract/problem.ts";
import { type DeclaredRoute, tagOf } from "./declared-route.ts";
import { describeOperation } from "./operation.ts";

/** The OpenAPI 3.1 description of the management API, from nothing but the declarations of its routes. */
export function describeApi(routes: DeclaredRoute[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of [...routes].sort(byPath)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describeOperation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Gatehouse management API",
      version,
      summary: "Everything that the console and the portal do.",
      license,
    },
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(routes.map(({ path }) => tagOf(path)))].sort().map((name) => ({ name })),
    paths,
    components: { securitySchemes, schemas: { Problem: problemSchema } },
  };
}

function byPath(a: DeclaredRoute, b: DeclaredRoute): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

const license = { name: "Apache-2.0", identifier: "Apache-2.0" };

const securitySchemes = {
  accessToken: { type: "http", scheme: "bearer", description: "A personal or service token: `ght_…`." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description: "A browser's session. Changes must come from our own pages (`Sec-Fetch-Site` or `Origin`).",
  },
};

const problemSchema = {
  type: "object",
  description: "Problem details (RFC 9457).",
  required: ["type", "title", "status", "instance", "code", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: { type: "string", enum: Object.keys(problems) },
    requestId: { type: "string" },
    retryAfterSeconds: { type: "integer" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "detail"],
        properties: { pointer: { type: "string" }, detail: { type: "string" } },
      },
    },
  },
};
