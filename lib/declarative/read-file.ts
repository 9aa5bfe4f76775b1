import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Fault, schemaFaults } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import { DescriptionError } from "../imports/description.ts";
import { assertBounded } from "../imports/parse/bounds.ts";
import { withAncestors } from "../imports/parse/pointer.ts";
import { readDescription } from "../imports/parse/read-description.ts";
import { readSourceText, type SourceText } from "../imports/parse/source-text.ts";
import { checkFile } from "./check.ts";
import { DeclarativeError } from "./error.ts";
import { type DeclarativeFile, declarativeFile } from "./schema.ts";
import { type DeclaredOperation, type DescribedFile, versionsOf } from "./versions.ts";

/**
 * Reads a declarative file with the descriptions that it names, and finds what is wrong in it.
 *
 * @param path as it is to stand in errors.
 * @throws DeclarativeError with every fault, each with file, line and pointer.
 */
export async function readDeclarativeFile(path: string): Promise<DescribedFile> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new DeclarativeError([`${path}: ${error.code === "ENOENT" ? "there is no such file" : error.message}`]);
  });
  const source = readSource(path, bytes);
  const refuse = (faults: Fault[]) => {
    if (faults.length > 0) throw new DeclarativeError(toLines(path, source, faults));
  };

  const parsed = declarativeFile.safeParse(source.value);
  if (!parsed.success) throw new DeclarativeError(toLines(path, source, schemaFaults(parsed.error)));
  const faults: Fault[] = [];
  const operations = await readDocuments(parsed.data, dirname(path), faults);
  const described: DescribedFile = { file: parsed.data, written: written(source.value), operations };
  refuse(faults);
  refuse(checkFile(described));
  return described;
}

function readSource(path: string, bytes: Uint8Array): SourceText {
  try {
    const source = readSourceText(bytes);
    assertBounded(source.value);
    return source;
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    // the text itself cannot be read
    const line = error.findings[0]?.line;
    throw new DeclarativeError([`${path}${line ? `:${line}` : ""} ${error.findings[0]?.detail ?? error.message}`]);
  }
}

/** The operations of every version that has a description, by pointer to the version. */
async function readDocuments(file: DeclarativeFile, folder: string, faults: Fault[]) {
  const operations = new Map<string, DeclaredOperation[]>();
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
    } catch (error) {
      // the boundary to another file: whatever is wrong with it is told at the place that names it
      faults.push({ pointer: at, detail: reasonOf(error) });
    }
  }
  return operations;
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

/** Each fault at its line: of the place itself, or of the nearest one around it that stands in the text. */
function toLines(path: string, source: SourceText, faults: Fault[]): string[] {
  const places = source.locate(new Set(faults.flatMap(({ pointer }) => withAncestors(pointer))));
  return faults.map(({ pointer, detail }) => {
    const place = withAncestors(pointer)
      .map((at) => places.get(at))
      .find((found) => found !== undefined);
    return `${path}:${place?.line ?? 1} ${pointer || "/"} ${detail}`;
  });
}
