import { parseArgs } from "node:util";
import { buildFile } from "../../lib/declarative/build.ts";
import { DeclarativeError } from "../../lib/declarative/error.ts";
import { readDeclarativeFile } from "../../lib/declarative/read-file.ts";
import { writeFolder } from "../../lib/declarative/write-folder.ts";

/** `gatehouse build <file> --out <folder>` */
export async function build(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { out: { type: "string" } }, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || values.out === undefined) {
    throw new DeclarativeError(["Say which file to build and where to: gatehouse build <file> --out <folder>"]);
  }
  const described = await readDeclarativeFile(file);
  const built = buildFile(described);
  const generation = await writeFolder(values.out, built, described.file.workspace, new Date());
  console.log(
    `built generation ${generation} of ${described.file.workspace} into ${values.out}: ${summary(built.parts)}`,
  );
  return 0;
}

function summary(parts: object): string {
  const names = Object.keys(parts);
  const apis = names.filter((name) => name.startsWith("api/")).length;
  return `${apis} API${apis === 1 ? "" : "s"}, ${names.length} parts`;
}
