import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Finding } from "../../catalog/document.ts";
import { type Description, DescriptionError } from "../description.ts";

export interface ParseTask {
  bytes: Uint8Array;
  sourceUrl: string | undefined;
  allowedHosts: string[];
  /** Bound of each document that it refers to. */
  bytesMax: number;
}

export type ParseAnswer =
  | { kind: "step"; percent: number; step: string }
  | { kind: "description"; description: Description }
  | { kind: "verdict"; findings: Finding[] }
  | {
      kind: "refused";
      slug: DescriptionError["slug"];
      detail: string;
      findings: Omit<Finding, "severity">[];
    };

export interface ParseBounds {
  timeoutMs: number;
  heapMiBMax: number;
  signal?: AbortSignal | undefined;
  onStep?: ((percent: number, step: string) => void) | undefined;
}

/** The child was killed from outside, by the system say: worth another try. */
export class ParserKilled extends Error {}

/**
 * Reads a description in a process of its own, so that neither the time nor the memory that a hostile one takes is ours. When
 * time is up after the operations are known, they count and the rest of the validation is left out.
 *
 * @throws DescriptionError, or ParserKilled.
 */
export async function parseInProcess(task: ParseTask, bounds: ParseBounds): Promise<Description> {
  const child = fork(fileURLToPath(new URL("./parse-process.ts", import.meta.url)), {
    serialization: "advanced",
    execArgv: [`--max-old-space-size=${bounds.heapMiBMax}`, "--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // nothing of our environment is its business, secrets least of all
    env: { NODE_ENV: "production" },
  });
  const stop = () => child.kill("SIGKILL");
  // Noted by the clock that kills: another one may say that the time was not up yet.
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    stop();
  }, bounds.timeoutMs);
  if (bounds.signal?.aborted) stop();
  bounds.signal?.addEventListener("abort", stop, { once: true });
  try {
    const outcome = await converse(child, task, bounds.onStep ?? (() => {}));
    return resultOf(outcome, isLate, bounds);
  } finally {
    clearTimeout(deadline);
    bounds.signal?.removeEventListener("abort", stop);
    child.kill("SIGKILL");
  }
}

interface Outcome {
  description: Description | undefined;
  verdict: Finding[] | undefined;
  refusal: DescriptionError | undefined;
  isOutOfMemory: boolean;
}

function converse(child: ChildProcess, task: ParseTask, onStep: (percent: number, step: string) => void) {
  return new Promise<Outcome>((resolve, reject) => {
    const outcome: Outcome = { description: undefined, verdict: undefined, refusal: undefined, isOutOfMemory: false };
    child.on("message", (message: ParseAnswer) => {
      if (message.kind === "step") onStep(message.percent, message.step);
      else if (message.kind === "description") outcome.description = message.description;
      else if (message.kind === "verdict") outcome.verdict = message.findings;
      else outcome.refusal = new DescriptionError(message.slug, message.detail, message.findings);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (chunk.includes("heap out of memory")) outcome.isOutOfMemory = true;
    });
    child.once("error", reject);
    // not "exit": the last messages and the reason on stderr may come after it
    child.once("close", () => resolve(outcome));
    child.send(task, (error) => {
      // a child that died before it read the task is told of by "close"
      if (error) child.kill("SIGKILL");
    });
  });
}

function resultOf({ description, verdict, refusal, isOutOfMemory }: Outcome, isLate: boolean, bounds: ParseBounds) {
  if (refusal) throw refusal;
  if (description) return { ...description, findings: [...description.findings, ...(verdict ?? [validationStopped])] };
  if (isLate) {
    throw new DescriptionError(
      "description-not-valid",
      `It could not be read within ${bounds.timeoutMs / 1000} seconds.`,
    );
  }
  if (isOutOfMemory) {
    throw new DescriptionError(
      "description-not-valid",
      `It could not be read within ${bounds.heapMiBMax} MiB of memory.`,
    );
  }
  throw new ParserKilled("The process that read the description ended without an answer.");
}

const validationStopped: Finding = {
  severity: "warning",
  pointer: "",
  line: null,
  column: null,
  detail: "Validation against the specification was given up: it took too long.",
};
