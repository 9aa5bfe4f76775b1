import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { changeBackend } from "../../lib/backends/change.ts";
import { createBackend } from "../../lib/backends/create.ts";
import { backendInput } from "../../lib/backends/input.ts";
import { readBackend } from "../../lib/backends/read.ts";
import { approveRevision } from "../../lib/catalog/approve-revision.ts";
import { createApi } from "../../lib/catalog/create-api.ts";
import { createRevision } from "../../lib/catalog/create-revision.ts";
import { createApiInput } from "../../lib/catalog/input.ts";
import { publishRevision } from "../../lib/catalog/publish-revision.ts";
import { readRevision, readVersion } from "../../lib/catalog/read.ts";
import { submitRevision } from "../../lib/catalog/submit-revision.ts";
import { type Context, systemContext } from "../../lib/context.ts";
import { sha256Hex } from "../../lib/crypto/sha256.ts";
import type { Database } from "../../lib/db/database.ts";
import { createWorkspace } from "../../lib/workspaces/create.ts";
import { importDescription } from "./import-description.ts";

/** The workspace of the installation itself. */
export const OWN_WORKSPACE = { slug: "gatehouse", name: "Gatehouse" } as const;

const API = "management";
const PLACE = { workspace: OWN_WORKSPACE.slug, api: API, version: "v1" } as const;
const DESCRIPTION = join(import.meta.dirname, "..", "..", "app", "api", "v1", "openapi.json", "openapi.generated.json");

/**
 * The management API stands in the installation's own catalogue like any other, first of all. A newer version of Gatehouse
 * brings another description: it becomes the next revision.
 */
export async function ensureManagementApi(db: Database, controlPlaneUrl: string): Promise<void> {
  const system = systemContext(db, "start");
  const content = await readFile(DESCRIPTION);
  const exists = (await db.workspace.count({ where: { slug: OWN_WORKSPACE.slug } })) > 0;
  if (!exists) return create(system, content, controlPlaneUrl);

  await pointBackend(system, controlPlaneUrl);
  const { liveRevision } = await readVersion(system, PLACE);
  const live = liveRevision === null ? undefined : await readRevision(system, { ...PLACE, revision: liveRevision });
  if (live?.document?.sha256 !== sha256Hex(content)) await revise(system, content);
}

async function create(system: Context, content: Uint8Array, controlPlaneUrl: string): Promise<void> {
  await createWorkspace(system, OWN_WORKSPACE);
  const backend = { slug: "control-plane", name: "Control plane", targets: targetsAt(controlPlaneUrl) };
  await createBackend(system, OWN_WORKSPACE.slug, backendInput.parse(backend));
  const importId = await importDescription(system, OWN_WORKSPACE.slug, content, "application/json");
  await createApi(
    system,
    OWN_WORKSPACE.slug,
    createApiInput.parse({
      slug: API,
      basePath: "/gatehouse",
      category: "Platform",
      tags: ["gatehouse"],
      // Its callers send their access token, which the control plane checks.
      credentials: { none: true },
      version: { name: PLACE.version, import: importId, backend: backend.slug },
    }),
  );
  await publish(system, 1);
}

async function revise(system: Context, content: Uint8Array): Promise<void> {
  const importId = await importDescription(system, OWN_WORKSPACE.slug, content, "application/json");
  const { number } = await createRevision(system, PLACE, {
    import: importId,
    note: "With the new version of Gatehouse",
  });
  await publish(system, number);
}

async function publish(system: Context, revision: number): Promise<void> {
  await submitRevision(system, { ...PLACE, revision });
  await approveRevision(system, { ...PLACE, revision });
  await publishRevision(system, { ...PLACE, revision });
}

async function pointBackend(system: Context, controlPlaneUrl: string): Promise<void> {
  const { targets } = await readBackend(system, OWN_WORKSPACE.slug, "control-plane");
  const wanted = targetsAt(controlPlaneUrl);
  if (targets[0]?.url === wanted[0]?.url) return;
  await changeBackend(system, OWN_WORKSPACE.slug, "control-plane", { targets: wanted }, undefined);
}

function targetsAt(controlPlaneUrl: string) {
  return [{ url: `${controlPlaneUrl}/api/v1`, weight: 1 }];
}
