import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeLive, type Staff } from "./publisher.ts";
import { until } from "./until.ts";

/** Real descriptions that lie beside the checkout where it is developed; a clone elsewhere has none. */
export const SPECS = join(import.meta.dirname, "..", "..", "..", "shared", "specs");

/** The descriptions in a folder; none where there is no such folder. */
export function specsIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
}

/** The slug under which a description is published. */
export function slugOf(file: string): string {
  return file.replace(/\.json$/, "").replaceAll(".", "-");
}

export async function offerBackend({ workspace, publisher }: Staff, url: string): Promise<void> {
  await publisher.post(`/workspaces/${workspace}/backends`, { slug: "sample", name: "Sample", targets: [{ url }] });
}

/** Imports a description and makes it live at `v1`, before the backend that was offered. */
export async function publishSpec(staff: Staff, folder: string, file: string): Promise<string> {
  const at = `/workspaces/${staff.workspace}`;
  const slug = slugOf(file);
  const started = await staff.publisher.post(`${at}/imports`, { text: readFileSync(join(folder, file), "utf8") });
  await until(
    `the import of ${file}`,
    async () => {
      const { state } = await staff.publisher.get(`${at}/imports/${started.id}`);
      if (state === "failed") throw new Error(`the import of ${file} failed`);
      return state === "done";
    },
    IMPORTED_WITHIN_MS,
  );
  await staff.publisher.post(`${at}/apis`, { slug, version: { name: "v1", import: started.id, backend: "sample" } });
  await makeLive(staff, slug, 1);
  return slug;
}

const IMPORTED_WITHIN_MS = 120_000;
