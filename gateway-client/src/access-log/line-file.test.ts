import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openLineFile } from "./line-file.ts";

const lines = (text: string) => new TextEncoder().encode(text);

test("lines are written in their order, all of them before the file is closed", async () => {
  const to = join(await mkdtemp(join(tmpdir(), "lines-")), "log");
  const file = openLineFile({ to, onFault: () => undefined });
  for (let line = 0; line < 1_000; line++) file.append(lines(`${line}\n`), 1);
  await file.close();
  expect(await readFile(to, "utf8")).toBe(Array.from({ length: 1_000 }, (_, line) => `${line}\n`).join(""));
  expect(file.dropped).toBe(0);
});

test("what a slow disk does not take within the bound is dropped and counted, by lines", async () => {
  const to = join(await mkdtemp(join(tmpdir(), "lines-")), "log");
  const file = openLineFile({ to, onFault: () => undefined, bytesMax: 100 });
  for (let chunk = 0; chunk < 10; chunk++) file.append(lines("x".repeat(39).concat("\n")), 3);
  await file.close();
  expect(file.dropped).toBe(24);
  expect((await readFile(to)).length).toBe(80);
});

test("standard output gets whole lines, also into a pipe that is slower than they come", async () => {
  const program = `
    const { openLineFile } = await import(${JSON.stringify(new URL("./line-file.ts", import.meta.url).href)});
    process.stdout; // sets a pipe to not block, as a program would that writes there itself
    const file = openLineFile({ to: "stdout", onFault: (fault) => { if (fault) throw fault; } });
    for (let line = 0; line < 50; line++) file.append(new TextEncoder().encode("y".repeat(9_999) + "\\n"), 1);
    await file.close();`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    maxBuffer: 2 ** 20,
  });
  expect(stdout.split("\n").filter((line) => line.length === 9_999)).toHaveLength(50);
});
