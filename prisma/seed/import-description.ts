import { type Context, systemContext } from "../../lib/context.ts";
import { readImport } from "../../lib/imports/read.ts";
import { runImport } from "../../lib/imports/run.ts";
import { startImport } from "../../lib/imports/start.ts";

/** Reads a description here and now, as a worker would; returns the finished import's id. */
export async function importDescription(
  ctx: Context,
  workspace: string,
  content: Uint8Array,
  mediaType: string,
): Promise<string> {
  const { id } = await startImport(ctx, workspace, { content, mediaType });
  const run = { isLastAttempt: false, signal: new AbortController().signal };
  await runImport(systemContext(ctx.db, "seed"), { importId: id }, run);
  const { problem } = await readImport(ctx, workspace, id);
  if (problem) throw new Error(`A description of our own does not import: ${problem.detail}`);
  return id;
}
