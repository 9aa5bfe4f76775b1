import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";

/** A program of the installation that is kept running until it is stopped. */
export interface Program {
  name: string;
  readonly pid: number | undefined;
  /** Settles once the program answers; rejects when it gives up starting. */
  ready: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface ProgramOptions {
  name: string;
  /** What Node runs, with its arguments. */
  args: string[];
  env: Record<string, string | undefined>;
  cwd: string;
  logFile: string;
  /** Answers 200 to GET when the program is ready; undefined for one that nobody calls. */
  readyUrl: string | undefined;
  say: (line: string) => void;
}

const RESTART_FIRST_MS = 500;
const RESTART_MAX_MS = 15_000;
/** A program that ran for this long has started well; its next restart is quick again. */
const SETTLED_MS = 30_000;
const STOP_WITHIN_MS = 15_000;
const READY_WITHIN_MS = 90_000;

const LEAVE_WITH_PARENT = join(import.meta.dirname, "leave-with-parent.mjs");

/** Starts a program and starts it again, later each time, when it ends without having been told to. */
export function runProgram(options: ProgramOptions): Program {
  let child: ChildProcess;
  let isStopping = false;
  let delayMs = RESTART_FIRST_MS;
  let restart: NodeJS.Timeout | undefined;

  const start = () => {
    const startedAt = Date.now();
    child = spawnLogged(options);
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      if (Date.now() - startedAt > SETTLED_MS) delayMs = RESTART_FIRST_MS;
      options.say(
        `${options.name} ended (${signal ?? `exit ${code}`}); starting it again in ${delayMs / 1000} s, see ${options.logFile}`,
      );
      restart = setTimeout(start, delayMs);
      delayMs = Math.min(delayMs * 2, RESTART_MAX_MS);
    });
  };
  start();

  return {
    name: options.name,
    get pid() {
      return child.pid;
    },
    ready: () => untilAnswers(options),
    stop: () => {
      isStopping = true;
      clearTimeout(restart);
      return stopChild(child);
    },
  };
}

function spawnLogged({ args, env, cwd, logFile }: ProgramOptions): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, ["--import", LEAVE_WITH_PARENT, ...args], {
    cwd,
    env: { ...process.env, ...env },
    // A process group of its own: Ctrl-C reaches it through us, in order.
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return child;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

async function untilAnswers({ name, readyUrl, logFile }: ProgramOptions): Promise<void> {
  if (readyUrl === undefined) return;
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(readyUrl))) {
    if (Date.now() > deadline)
      throw new Error(`${name} did not get ready within ${READY_WITHIN_MS / 1000} s, see ${logFile}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // nothing listens yet
  }
}
