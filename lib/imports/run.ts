import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { compareOperations, type OperationChanges } from "../catalog/compare.ts";
import type { ExtractedOperation } from "../catalog/document.ts";
import { insertDocument } from "../catalog/document-queries.ts";
import { findBaseRevision, listComparedOperations } from "../catalog/revision-queries.ts";
import type { Context } from "../context.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { env } from "../env.ts";
import { type Description, DescriptionError } from "./description.ts";
import { withExcerpts } from "./excerpt.ts";
import { AllowedHosts } from "./fetch/allowed-hosts.ts";
import { fetchSafely } from "./fetch/fetch-safely.ts";
import { DOCUMENT_BYTES_MAX, FETCH_TIMEOUT_MS, PARSE_HEAP_MIB_MAX, PARSE_TIMEOUT_MS } from "./import.ts";
import { ParserKilled, parseInProcess } from "./parse/parse-in-process.ts";
import { findOpenImport, moveImport } from "./queries.ts";
import type { ImportProblem } from "./view.ts";

/** The part of `JobRun` that matters here. */
interface Run {
  isLastAttempt: boolean;
  signal: AbortSignal;
}

type OpenImport = NonNullable<Awaited<ReturnType<typeof findOpenImport>>>;

/**
 * Fetches, reads and stores one description. Whatever is wrong with it ends in a failed import that says so; only a worker or
 * parser that was killed leads to another attempt, and on the last one that is the reason given.
 */
export async function runImport(ctx: Context, { importId }: { importId: string }, run: Run): Promise<void> {
  const open = await findOpenImport(ctx.db, importId);
  if (!open) return;
  let source: Uint8Array | undefined;
  try {
    if (run.isLastAttempt)
      throw new ParserKilled("The description could not be read: its worker ended each time before it was through.");
    source = await sourceOf(ctx, open, run.signal);
    const description = await parse(ctx, open, source, run.signal);
    await store(ctx, open, source, description);
  } catch (error) {
    // a job's boundary: what the importer should know becomes the import's problem, everything else is tried again
    const problem = problemOf(error, run, source);
    if (!problem) throw error;
    await moveImport(ctx.db, open.id, { state: "failed", problem, finishedAt: ctx.now() });
  }
}

async function sourceOf(ctx: Context, open: OpenImport, signal: AbortSignal): Promise<Uint8Array> {
  if (open.source) return open.source;
  await show(ctx, open.id, 2, "Fetching");
  return fetchSafely(open.url ?? "", new AllowedHosts(env.importAllowedHosts), {
    bytesMax: DOCUMENT_BYTES_MAX,
    timeoutMs: FETCH_TIMEOUT_MS,
    signal,
  });
}

async function parse(ctx: Context, open: OpenImport, bytes: Uint8Array, signal: AbortSignal): Promise<Description> {
  let shown = Promise.resolve();
  const task = {
    bytes,
    sourceUrl: open.url ?? undefined,
    allowedHosts: env.importAllowedHosts,
    bytesMax: DOCUMENT_BYTES_MAX,
  };
  const description = await parseInProcess(task, {
    timeoutMs: PARSE_TIMEOUT_MS,
    heapMiBMax: PARSE_HEAP_MIB_MAX,
    signal,
    onStep: (percent, step) => {
      shown = shown.then(() => show(ctx, open.id, percent, step));
    },
  });
  await shown;
  return description;
}

async function show(ctx: Context, id: string, percent: number, step: string): Promise<void> {
  await moveImport(ctx.db, id, { state: "running", percent, step });
}

async function store(ctx: Context, open: OpenImport, source: Uint8Array, description: Description): Promise<void> {
  await show(ctx, open.id, 95, "Storing");
  const normalised = await promisify(gzip)(description.normalised);
  await inTransaction(ctx, async (tx) => {
    const documentId = await insertDocument(tx, {
      workspaceId: open.workspaceId,
      sha256: sha256Hex(source),
      source: Uint8Array.from(source),
      mediaType: open.mediaType || mediaTypeOf(source),
      format: description.format,
      normalised: Uint8Array.from(normalised),
      normalisedSha256: sha256Hex(description.normalised),
      title: description.title,
      info: description.info,
      operations: description.operations,
      problems: withExcerpts(description.findings, source),
    });
    const changes = await changesOf(tx, open.versionId, description.operations);
    await moveImport(tx, open.id, { state: "done", documentId, changes, finishedAt: ctx.now() });
  });
}

/** Of what was fetched: servers often say something else, or nothing. */
function mediaTypeOf(source: Uint8Array): string {
  return source[0] === 0x7b ? "application/json" : "application/yaml";
}

async function changesOf(
  tx: Transaction,
  versionId: string | null,
  operations: ExtractedOperation[],
): Promise<OperationChanges | null> {
  const base = versionId === null ? undefined : await findBaseRevision(tx, versionId);
  return base ? compareOperations(await listComparedOperations(tx, base.id), operations) : null;
}

function problemOf(error: unknown, run: Run, source: Uint8Array | undefined): ImportProblem | undefined {
  if (error instanceof DescriptionError) {
    return { code: error.slug, detail: error.message, errors: withExcerpts(error.findings, source) };
  }
  if (error instanceof ParserKilled && run.isLastAttempt) {
    return { code: "unavailable", detail: error.message, errors: [] };
  }
  return undefined;
}
