/** A batch file. It stands for the sequence numbers `first` to `last`; its header carries `last`. */
export interface SpooledBatch {
  name: string;
  first: number;
  last: number;
  bytes: number;
  unpackedBytes: number;
}

/** So many mergeable batches in a row are merged into one. */
export const MERGED_TOGETHER = 16;

export function batchName(first: number, last: number): string {
  return `${String(first).padStart(12, "0")}-${String(last).padStart(12, "0")}.ndjson.gz`;
}

/** The numbers in a batch file's name; undefined for any other file. */
export function parseBatchName(name: string): { first: number; last: number } | undefined {
  const match = /^(\d{12})-(\d{12})\.ndjson\.gz$/.exec(name);
  return match ? { first: Number(match[1]), last: Number(match[2]) } : undefined;
}

/** Whether another batch holds this one's records: a crash came between the merge and the removal of what was merged. */
export function isSuperseded(batch: { first: number; last: number }, all: { first: number; last: number }[]): boolean {
  return all.some((other) => other !== batch && other.first <= batch.first && other.last >= batch.last);
}

/**
 * The first batches in a row to merge, which together stay within `bytesMax` before compression; undefined when there are
 * too few. The oldest is left alone: the control plane may have counted it already.
 */
export function chooseMerge(batches: SpooledBatch[], bytesMax: number): SpooledBatch[] | undefined {
  let run: SpooledBatch[] = [];
  let bytes = 0;
  for (const batch of batches.slice(1)) {
    if (bytes + batch.unpackedBytes > bytesMax) {
      run = [];
      bytes = 0;
    }
    run.push(batch);
    bytes += batch.unpackedBytes;
    if (run.length === MERGED_TOGETHER) return run;
  }
  return undefined;
}
