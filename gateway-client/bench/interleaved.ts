import { type Load, measureRound, median, type Round } from "./measure.ts";
import type { Pinned } from "./processes.ts";

/** The proxy has a core of its own, wrk and the backend have the other. */
export const PROXY_CORE = 0;
export const LOAD_CORE = 1;
/** Until the compilers of Node are done with the code. */
const WARM_UP_SECONDS = 3;

/** One that takes part in a comparison. */
export interface Contender {
  readonly name: string;
  readonly process: Pinned;
  readonly load: Load;
  readonly rounds: Round[];
}

/** Rounds in turn, so that whatever else runs on the machine meets all alike. */
export async function runInterleaved(contenders: readonly Contender[], rounds: number): Promise<void> {
  for (const { process, load } of contenders) await measureRound(process.pid, { ...load, seconds: WARM_UP_SECONDS });
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders)
      contender.rounds.push(await measureRound(contender.process.pid, contender.load));
  }
}

export function medianOf({ rounds }: Contender, figure: keyof Round): number {
  return median(rounds.map((round) => round[figure]));
}

/** One line of what every benchmark ends with. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly ratio: number;
  readonly goal: number | null;
  readonly holds: boolean;
}

/** Prints the closing line, and lets the process fail when a goal does not hold. */
export function conclude(bench: string, rows: readonly Row[]): void {
  console.log(JSON.stringify({ bench, rows }));
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
}
