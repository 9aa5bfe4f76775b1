import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { changeBackend } from "../../lib/backends/change.ts";
import { createBackend } from "../../lib/backends/create.ts";
import { backendInput } from "../../lib/backends/input.ts";
import { approveRevision } from "../../lib/catalog/approve-revision.ts";
import { createApi } from "../../lib/catalog/create-api.ts";
import { createApiInput } from "../../lib/catalog/input.ts";
import { publishRevision } from "../../lib/catalog/publish-revision.ts";
import { submitRevision } from "../../lib/catalog/submit-revision.ts";
import { type Context, systemContext } from "../../lib/context.ts";
import type { Database } from "../../lib/db/database.ts";
import { listImportedOperations } from "../../lib/imports/read.ts";
import { apis, type SampleApi, WORKSPACE } from "./fernwood.ts";
import { importDescription } from "./import-description.ts";

export interface PublishedApi {
  slug: string;
  versionId: string;
  /** Keys of its operations, the most important first. */
  operations: string[];
}

const DESCRIPTIONS = join(import.meta.dirname, "..", "..", "examples", "descriptions");

/** Imports the four descriptions and takes each through its review: the publisher asks, the approver agrees. */
export async function publishApis(publisher: Context, approver: Context, backendUrl: string): Promise<PublishedApi[]> {
  const published: PublishedApi[] = [];
  for (const api of apis) {
    const content = await readFile(join(DESCRIPTIONS, `${api.service}.openapi.yaml`));
    const importId = await importDescription(publisher, WORKSPACE.slug, content, "application/yaml");
    const { items } = await listImportedOperations(publisher, WORKSPACE.slug, importId, { limit: 100 });
    await createBackend(publisher, WORKSPACE.slug, backendOf(api, backendUrl));
    const { service, ...fields } = api;
    const created = await createApi(
      publisher,
      WORKSPACE.slug,
      createApiInput.parse({ ...fields, version: { name: "v1", import: importId, backend: service } }),
    );
    const place = { workspace: WORKSPACE.slug, api: api.slug, version: "v1", revision: 1 };
    await submitRevision(publisher, place, "First version");
    await approveRevision(approver, place, "Reads well.");
    await publishRevision(publisher, place);
    published.push({
      slug: api.slug,
      versionId: created.versions[0]?.id ?? "",
      operations: items.map(({ key }) => key),
    });
  }
  return published;
}

/** Lets the backends of the demo follow the sample backend to another port. */
export async function pointBackends(db: Database, backendUrl: string): Promise<void> {
  const system = systemContext(db, "start");
  for (const api of apis) {
    const { targets } = backendOf(api, backendUrl);
    await changeBackend(system, WORKSPACE.slug, api.service, { targets }, undefined);
  }
}

function backendOf({ service, name }: SampleApi, backendUrl: string) {
  return backendInput.parse({ slug: service, name: `${name} service`, targets: [{ url: `${backendUrl}/${service}` }] });
}
