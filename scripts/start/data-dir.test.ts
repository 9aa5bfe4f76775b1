import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataDir } from "./lock.ts";
import { loadSecrets } from "./secrets.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "gatehouse-data-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("secrets", () => {
  it("are made once, for the owner's eyes only", () => {
    const first = loadSecrets(dataDir);
    expect(loadSecrets(dataDir)).toEqual(first);
    expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(Buffer.from(first.encryptionKey, "base64")).toHaveLength(32);
  });

  it("are others in another folder", () => {
    const other = mkdtempSync(join(tmpdir(), "gatehouse-data-"));
    const [one, two] = [loadSecrets(dataDir), loadSecrets(other)];
    expect(Object.values(one).filter((value) => Object.values(two).includes(value))).toEqual([]);
    rmSync(other, { recursive: true });
  });
});

describe("the lock", () => {
  it("refuses a second start on the same folder while the first one runs", async () => {
    // Named like the program whose process number the file holds.
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "start.ts"]);
    writeFileSync(join(dataDir, "start.pid"), String(other.pid));
    expect(() => lockDataDir(dataDir)).toThrow(`already running on ${dataDir} (process ${other.pid})`);
    other.kill("SIGKILL");
  });

  it("takes over from a start that was killed", () => {
    writeFileSync(join(dataDir, "start.pid"), "4194304");
    const lock = lockDataDir(dataDir);
    expect(lock.wasLeftOver).toBe(true);
    expect(readFileSync(join(dataDir, "start.pid"), "utf8").trim()).toBe(String(process.pid));
  });

  it("is not fooled by another program with the number of a killed start", () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(join(dataDir, "start.pid"), String(other.pid));
    expect(lockDataDir(dataDir).wasLeftOver).toBe(true);
    other.kill("SIGKILL");
  });

  it("leaves nothing behind when it is released", () => {
    lockDataDir(dataDir).release();
    expect(lockDataDir(dataDir).wasLeftOver).toBe(false);
  });
});
