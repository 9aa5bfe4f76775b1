import { readFile } from "node:fs/promises";
import type { Fault } from "../contract/faults.ts";
import { DescriptionError } from "../imports/description.ts";
import { assertBounded } from "../imports/parse/bounds.ts";
import { withAncestors } from "../imports/parse/pointer.ts";
import { readSourceText, type SourceText } from "../imports/parse/source-text.ts";
import { DeclarativeError, type DeclarativeFault } from "./error.ts";

/** A file of ours as text with places. */
export interface Source {
  /** As it is to stand in errors. */
  readonly path: string;
  readonly value: unknown;
  /** Each fault at its line: of the place itself, or of the nearest one around it that stands in the text. */
  locate(faults: readonly Fault[]): DeclarativeFault[];
}

/** Reads YAML or JSON. @throws DeclarativeError when there is no such file or it cannot be read as either */
export async function readSource(path: string): Promise<Source> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const detail = error.code === "ENOENT" ? "there is no such file" : error.message;
    throw new DeclarativeError([`${path}: ${detail}`]);
  });
  const text = parse(path, bytes);
  return { path, value: text.value, locate: (faults) => locate(path, text, faults) };
}

function parse(path: string, bytes: Uint8Array): SourceText {
  try {
    const text = readSourceText(bytes);
    assertBounded(text.value);
    return text;
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    // the text itself cannot be read
    const faults = error.findings.map(({ line, detail }) => ({ file: path, ...(line && { line }), detail }));
    throw new DeclarativeError(faults.length > 0 ? faults : [{ file: path, detail: error.message }]);
  }
}

function locate(file: string, text: SourceText, faults: readonly Fault[]): DeclarativeFault[] {
  const places = text.locate(new Set(faults.flatMap(({ pointer }) => withAncestors(pointer))));
  return faults.map(({ pointer, detail }) => {
    const place = withAncestors(pointer)
      .map((at) => places.get(at))
      .find((found) => found !== undefined);
    return { file, line: place?.line ?? 1, pointer, detail };
  });
}
