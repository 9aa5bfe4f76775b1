// npm run bench:import [-- <folder>]: seconds and peak memory of reading each API description of a folder, as the worker does
// it: in a process of its own, from its start to the validated and compressed result.
import { fork } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readDescription } from "../../lib/imports/parse/read-description.ts";

const ROUNDS = 5;
const KUBERNETES_SECONDS_MAX = 5;
const [first, file] = process.argv.slice(2);

if (first === "--one" && file !== undefined) await readOne(file);
else await readAll(first ?? join(import.meta.dirname, "..", "..", "..", "shared", "specs"));

interface Reading {
  operations: number;
  peakMiB: number;
}

async function readOne(file: string): Promise<void> {
  const fetchReferenced = () => Promise.reject(new Error("The benchmark fetches nothing."));
  const { description, judge } = await readDescription(readFileSync(file), { fetchReferenced });
  await judge();
  gzipSync(description.normalised);
  const reading: Reading = {
    operations: description.operations.length,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  process.send?.(reading);
}

async function readAll(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    console.error(`There is no folder ${folder}. Name one: npm run bench:import -- <folder>`);
    process.exit(1);
  }
  const files = readdirSync(folder).filter((name) => /\.(json|ya?ml)$/.test(name));
  const rounds = new Map(files.map((file) => [file, [] as (Reading & { seconds: number })[]]));
  // interleaved, so that a busy moment of the machine does not hit one file alone
  for (let round = 0; round < ROUNDS; round++) {
    for (const file of files) rounds.get(file)?.push(await timed(join(folder, file)));
  }
  const rows = [...rounds].flatMap(([file, readings]) => {
    const seconds = median(readings.map((reading) => reading.seconds));
    const peakMiB = median(readings.map((reading) => reading.peakMiB));
    const goal = file.startsWith("kubernetes") ? KUBERNETES_SECONDS_MAX : null;
    console.log(
      `${file.padEnd(28)} ${readings[0]?.operations} operations, ${seconds.toFixed(2)} s, ${peakMiB.toFixed(0)} MiB`,
    );
    const row = { peer: null, ratio: null };
    return [
      {
        name: `${file} time`,
        value: Number(seconds.toFixed(3)),
        unit: "s",
        ...row,
        goal,
        holds: goal === null || seconds < goal,
      },
      { name: `${file} peak memory`, value: Math.round(peakMiB), unit: "MiB", ...row, goal: null, holds: true },
    ];
  });
  console.log(JSON.stringify({ bench: "import", rows }));
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
}

function timed(file: string): Promise<Reading & { seconds: number }> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ["--one", file]);
    child.once("message", (reading: Reading) => {
      resolve({ ...reading, seconds: (performance.now() - startedAt) / 1000 });
    });
    child.once("exit", (code) => {
      if (code !== 0) reject(new Error(`${file} could not be read.`));
    });
  });
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
