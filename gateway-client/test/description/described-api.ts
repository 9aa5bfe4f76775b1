import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFile } from "../../../lib/declarative/build.ts";
import { readDeclarativeFile } from "../../../lib/declarative/read-file.ts";

/** Parts of a snapshot that the importer and the compiler have made of a description; open to everybody at `/api`. */
export async function describedParts(
  description: object | Uint8Array,
  policies: object,
  backendUrl: string,
): Promise<Map<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-description-"));
  try {
    const bytes = description instanceof Uint8Array ? description : JSON.stringify(description);
    await writeFile(join(folder, "openapi.json"), bytes);
    await writeFile(join(folder, "gatehouse.json"), JSON.stringify(fileOf(policies, backendUrl)));
    const { parts, contents } = buildFile(await readDeclarativeFile(join(folder, "gatehouse.json")));
    return new Map(Object.entries(parts).map(([name, { sha256 }]) => [name, JSON.parse(contents.get(sha256) ?? "")]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function fileOf(policies: object, backendUrl: string): object {
  const version = { document: "./openapi.json", backend: "backend", policies };
  return {
    gatehouse: 1,
    workspace: "payments",
    backends: { backend: { targets: [{ url: backendUrl }] } },
    apis: {
      api: {
        name: "API",
        basePath: "/api",
        versioning: { scheme: "none" },
        credentials: "none",
        versions: { v1: version },
      },
    },
    products: {},
  };
}
