import { readFileSync } from "node:fs";
import SwaggerParser from "@apidevtools/swagger-parser";
import { expect, test } from "vitest";
import { methods } from "../../lib/http/declaration.ts";
import { currentDescription, DESCRIPTION_FILE, declaredRoutes, readRouteFiles } from "./routes.ts";

const files = await readRouteFiles();

test("the description in the tree is the one of the routes (npm run openapi)", async () => {
  expect(readFileSync(DESCRIPTION_FILE, "utf8")).toBe(await currentDescription());
});

test("the description is valid OpenAPI 3.1", async () => {
  const description = JSON.parse(await currentDescription());
  await SwaggerParser.validate(description);
});

test("every route file answers every method, if only with 405", () => {
  const missing = files.flatMap(({ path, exported }) =>
    [...methods, "OPTIONS"].filter((method) => !exported[method]).map((method) => `${method} ${path}`),
  );
  expect(missing).toEqual([]);
});

test("every operation has a name of its own", () => {
  const { paths } = JSON.parse(readFileSync(DESCRIPTION_FILE, "utf8"));
  const names = Object.values<Record<string, { operationId: string }>>(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(names).toHaveLength(new Set(names).size);
});

test("every path parameter is declared, and no other", () => {
  const wrong = declaredRoutes(files).filter(({ path, declaration }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    return (
      inPath.join() !==
      Object.keys(declaration.params?.shape ?? {})
        .sort()
        .join()
    );
  });
  expect(wrong.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
