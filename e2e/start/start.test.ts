import { execFile } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findPlace, isRunning, type Place, type Ready, readReady, type Start, start } from "./started.ts";

let place: Place;
let running: Start;
let ready: Ready;

beforeAll(async () => {
  place = await findPlace();
  running = start(place);
  ready = await running.ready();
});
afterAll(async () => {
  running.process.kill("SIGTERM");
  await running.ended;
  place.remove();
});

const statusOf = (url: string, headers = {}) =>
  fetch(url, { headers }).then(
    ({ status }) => status,
    () => 0,
  );
const callStatus = () => statusOf(`${ready.urls.gateway}/orders/v1/orders?limit=2`, { "x-api-key": ready.key });

describe("npm start", () => {
  it("prints a curl that answers 200", async () => {
    expect(running.output()).toContain(ready.curl);
    const { stdout } = await promisify(execFile)("sh", ["-c", `${ready.curl} -s -o /dev/null -w '%{http_code}'`]);
    expect(stdout).toBe("200");
  });

  it("prints the sign-ins of a publisher, an approver and a developer", () => {
    expect(ready.signIns.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["publisher", "approver", "developer"]),
    );
    for (const { email, password } of ready.signIns)
      expect(running.output()).toMatch(new RegExp(`${email}\\s+${password}`));
  });

  it.each(["ready.json", "secrets.json", "demo.json", "gateway.json"])("keeps %s to its owner", (name) => {
    expect(statSync(join(place.dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it("refuses a second start on the same data", async () => {
    const second = start(place);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain("already running");
    expect(await callStatus()).toBe(200);
  });

  it("says in one sentence which port is taken, and exits with 1", async () => {
    const other = await findPlace();
    const taken = createServer().listen(Number(other.env.PORT), "127.0.0.1");
    const refused = start(other);
    expect(await refused.ended).toBe(1);
    expect(refused.output().trim()).toBe(
      `Port ${other.env.PORT} (control plane) is taken by another program: stop that one or set PORT.`,
    );
    taken.close();
    other.remove();
  });

  it.each([
    ["web", "control plane"],
    ["worker", "worker"],
    ["gateway", "gateway"],
    ["backend", "sample backend"],
    ["postgres", "postgres"],
  ] as const)("brings back %s when it is killed, and says so", async (name, called) => {
    process.kill(ready.pids[name], "SIGKILL");
    await vi.waitFor(() => expect(isRunning(ready.pids[name])).toBe(false), { timeout: 10_000 });
    await vi.waitFor(
      async () => {
        expect(await callStatus()).toBe(200);
        expect(await statusOf(`${ready.urls.portal}api/health`)).toBe(200);
        expect(running.output()).toContain(`${called} ended (SIGKILL); starting it again`);
      },
      { timeout: 60_000, interval: 200 },
    );
  });

  it("can be followed with the page of curl in ARCHITECTURE.md", async () => {
    const page =
      /## The journey, in curl.*?```sh\n(.*?)```/s.exec(readFileSync("ARCHITECTURE.md", "utf8"))?.[1] ?? "exit 9";
    const { stdout } = await promisify(execFile)("bash", ["-c", page], {
      // The page's cookies go where they are removed with the rest.
      env: { ...process.env, GATEHOUSE_DATA_DIR: place.dataDir, TMPDIR: place.dataDir },
    });
    expect(stdout.match(/^\d{3}$/gm)).toEqual(["403", "200", "401"]);
  });

  it("goes on with the same data after it was killed itself", async () => {
    process.kill(ready.pids.start, "SIGKILL");
    await running.ended;
    running = start(place);
    const again = await running.ready();
    expect(again.key).toBe(ready.key);
    ready = again;
    expect(await callStatus()).toBe(200);
  });

  it("stops everything cleanly", async () => {
    const pids = Object.values(readReady(place).pids);
    running.process.kill("SIGINT");
    expect(await running.ended).toBe(0);
    await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 10_000 });
    expect(existsSync(join(place.dataDir, "ready.json"))).toBe(false);
  });
});

describe("npm start without the demo", () => {
  it("makes the administrator and the token that the environment names", async () => {
    const bare = await findPlace();
    const token = "a-token-for-automation-0123456789";
    const started = start(bare, {
      GATEHOUSE_SEED: "none",
      GATEHOUSE_ADMIN_EMAIL: "ops@example.com",
      GATEHOUSE_ADMIN_PASSWORD: "correct horse battery",
      GATEHOUSE_BOOTSTRAP_TOKEN: token,
    });
    const { urls } = await started.ready();
    const answer = await fetch(`${urls.api}/workspaces`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    const users = await fetch(`${urls.api}/users`, { headers: { authorization: `Bearer ${token}` } }).then((response) =>
      response.json(),
    );
    expect(users.items).toMatchObject([{ email: "ops@example.com", isAdmin: true }]);
    started.process.kill("SIGTERM");
    expect(await started.ended).toBe(0);
    bare.remove();
  });
});
