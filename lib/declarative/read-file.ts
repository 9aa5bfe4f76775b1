import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Fault, schemaFaults } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import { DescriptionError } from "../imports/description.ts";
import { readDescription } from "../imports/parse/read-description.ts";
import type { DescriptionSource } from "../publishing/sources.ts";
import { checkFile } from "./check.ts";
import { DeclarativeError } from "./error.ts";
import { type DeclarativeFile, declarativeFile } from "./schema.ts";
import { readSource } from "./source.ts";
import { type DeclaredOperation, type DescribedFile, versionsOf } from "./versions.ts";

/**
 * Reads a declarative file with the descriptions that it names, and finds what is wrong in it.
 *
 * @param path as it is to stand in errors.
 * @throws DeclarativeError with every fault, each with file, line and pointer.
 */
export async function readDeclarativeFile(path: string): Promise<DescribedFile> {
  const source = await readSource(path);
  const refuse = (faults: Fault[]) => {
    if (faults.length > 0) throw new DeclarativeError(source.locate(faults));
  };

  const parsed = declarativeFile.safeParse(source.value);
  if (!parsed.success) throw new DeclarativeError(source.locate(schemaFaults(parsed.error)));
  const faults: Fault[] = [];
  const documents = await readDocuments(parsed.data, dirname(path), faults);
  const described: DescribedFile = { file: parsed.data, written: written(source.value), ...documents };
  const unread = faults.map(({ pointer }) => pointer.replace(/document$/, "operations/"));
  // The operations of a description that cannot be read are not known: nothing is said of their names.
  refuse([...faults, ...checkFile(described).filter(({ pointer }) => !unread.some((at) => pointer.startsWith(at)))]);
  return described;
}

/** The descriptions of the versions that have one, and their operations, by pointer to the version. */
async function readDocuments(file: DeclarativeFile, folder: string, faults: Fault[]) {
  const operations = new Map<string, DeclaredOperation[]>();
  const descriptions = new Map<string, DescriptionSource>();
  for (const { pointer, version } of versionsOf(file)) {
    if (version.document === undefined) continue;
    const at = `${pointer}/document`;
    try {
      const bytes =
        typeof version.document === "string"
          ? await readFile(resolve(folder, version.document))
          : Buffer.from(JSON.stringify(version.document));
      const { description } = await readDescription(bytes, { fetchReferenced: refuseToFetch });
      operations.set(pointer, description.operations);
      const assertsFormats = description.format !== "openapi-3.1";
      descriptions.set(pointer, { document: JSON.parse(description.normalised), assertsFormats });
    } catch (error) {
      // the boundary to another file: whatever is wrong with it is told at the place that names it
      faults.push({ pointer: at, detail: reasonOf(error) });
    }
  }
  return { operations, descriptions };
}

async function refuseToFetch(url: string): Promise<never> {
  throw new DescriptionError("url-not-allowed", `It refers to ${url}; a build fetches nothing.`);
}

function reasonOf(error: unknown): string {
  if (error instanceof DescriptionError) {
    const [finding] = error.findings;
    return finding ? `${finding.line ? `line ${finding.line}: ` : ""}${finding.detail}` : error.message;
  }
  if (error instanceof Problem) return error.detail ?? error.message;
  return error instanceof Error && "code" in error && error.code === "ENOENT" ? "there is no such file" : String(error);
}

/** The file as it was written: policies travel so, without the defaults of their schemas. */
function written(value: unknown): Record<string, unknown> {
  return Object(value);
}
