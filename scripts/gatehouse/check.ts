import { parseArgs } from "node:util";
import { buildFile } from "../../lib/declarative/build.ts";
import { DeclarativeError, type DeclarativeFault } from "../../lib/declarative/error.ts";
import { readDeclarativeFile } from "../../lib/declarative/read-file.ts";

/** `gatehouse check <file…> [--format text|json]`: exit code 1 when anything is wrong in any of them. */
export async function check(args: string[]): Promise<number> {
  const options = { format: { type: "string", default: "text" } } as const;
  const { values, positionals: files } = parseArgs({ args, options, allowPositionals: true });
  if (files.length === 0 || !["text", "json"].includes(values.format)) {
    throw new DeclarativeError(["Say which file to check: gatehouse check <file> [--format text|json]"]);
  }
  const faults: DeclarativeFault[] = [];
  for (const file of files) faults.push(...(await faultsIn(file)));
  if (values.format === "json") console.log(JSON.stringify({ valid: faults.length === 0, faults }, null, 2));
  else if (faults.length > 0) console.error(new DeclarativeError(faults).message);
  else for (const file of files) console.log(`${file}: nothing is wrong`);
  return faults.length === 0 ? 0 : 1;
}

/** What is wrong with the text, with what it means, and with what a gateway would load. */
async function faultsIn(file: string): Promise<DeclarativeFault[]> {
  try {
    buildFile(await readDeclarativeFile(file));
    return [];
  } catch (error) {
    // reading and building tell all faults by throwing
    if (!(error instanceof DeclarativeError)) throw error;
    return error.faults.map((fault) => ({ file, ...fault }));
  }
}
