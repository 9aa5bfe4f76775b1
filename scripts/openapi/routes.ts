import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { methods, type RouteHandler } from "../../lib/http/declaration.ts";
import type { DeclaredRoute } from "../../lib/http/openapi/declared-route.ts";
import { describeApi } from "../../lib/http/openapi/describe.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const API = join(ROOT, "app", "api", "v1");

export const DESCRIPTION_FILE = join(API, "openapi.json", "openapi.generated.json");

export interface RouteFile {
  /** `/workspaces/{slug}`, below the API's root. */
  path: string;
  exported: Record<string, unknown>;
}

/** Every route file of the management API but the one that catches what is none. */
export async function readRouteFiles(): Promise<RouteFile[]> {
  const files = globSync("**/route.ts", { cwd: API }).filter((file) => !file.includes("[..."));
  return Promise.all(
    files.sort().map(async (file) => ({
      path: `/${file}`.replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}"),
      exported: await import(pathToFileURL(join(API, file)).href),
    })),
  );
}

export function declaredRoutes(files: RouteFile[]): DeclaredRoute[] {
  return files.flatMap(({ path, exported }) =>
    methods.flatMap((method) => {
      const handler = exported[method];
      return isDeclared(handler) ? [{ method, path, declaration: handler.declaration }] : [];
    }),
  );
}

/** The text of the description as it belongs into the file. */
export async function currentDescription(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return `${JSON.stringify(describeApi(declaredRoutes(await readRouteFiles()), version), null, 1)}\n`;
}

function isDeclared(handler: unknown): handler is RouteHandler {
  return typeof handler === "function" && "declaration" in handler;
}
