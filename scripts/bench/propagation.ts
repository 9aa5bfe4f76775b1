// npm run bench:propagation: how long after a change is asked for do all of 20 connected gateways enforce it? Real processes:
// control plane, worker, Postgres, gateways; calls through each gateway tell. The clock runs from sending the request of the
// management API, so that the verb's own time is in it.
import { join } from "node:path";
import { type Client, signUp } from "../../e2e/support/client.ts";
import { freePorts } from "../../e2e/support/free-ports.ts";
import { startTestInstallation, type TestInstallation } from "../../e2e/support/installation.ts";
import {
  employStaff,
  offerProduct,
  publishApi,
  review,
  revisionPath,
  type Staff,
} from "../../e2e/support/publisher.ts";
import type { Program } from "../start/program.ts";
import { localUrl, runGateway } from "../start/programs.ts";
import { loadSecrets } from "../start/secrets.ts";

const GATEWAYS = 20;
const CHANGES = 50;
const LOOK_EVERY_MS = 20;
const P99_MAX_MS = 1_000;
const API = "orders";
const DESCRIPTION = join(import.meta.dirname, "..", "..", "examples", "descriptions", "orders.openapi.yaml");

/** What a call through a gateway shows. */
interface Seen {
  status: number;
  mark: string | null;
}

interface Scene {
  staff: Staff;
  developer: Client;
  planId: string;
  /** The operation's address at every gateway. */
  urls: string[];
  /** A key that stays good, and the number of the newest revision. */
  key: string;
  revision: number;
}

const installation = await startTestInstallation();
const programs: Program[] = [];
try {
  report(await measure(await setUp()));
} finally {
  for (const program of programs) await program.stop();
  await installation.remove();
}

async function setUp(): Promise<Scene> {
  const staff = await employStaff(installation);
  await publishApi(staff, { slug: API, file: DESCRIPTION, backendPath: "/orders" }, installation.urls.backend);
  const planId = await offerProduct(staff, API);
  const gateways = [installation.urls.gateway, ...(await startGateways(installation, GATEWAYS - 1))];
  const developer = await signUp(installation.urls.portal, installation.urls.api, "developer@example.com", "developer");
  const urls = gateways.map((url) => `${url}/${API}/v1/orders`);
  const scene: Scene = { staff, developer, planId, urls, key: "", revision: 1 };
  const subscriptionId = await ask(scene);
  await staff.approvers[0].post(`/subscriptions/${subscriptionId}/approve`, {});
  scene.key = await makeKey(scene, subscriptionId);
  await enforced(scene, scene.key, ({ status }) => status === 200);
  return scene;
}

async function startGateways(
  { settings, databaseUrl, automation }: TestInstallation,
  count: number,
): Promise<string[]> {
  const secrets = loadSecrets(settings.dataDir);
  const ports = await freePorts(count * 2);
  const started = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [gatewayPort = 0, gatewayAdminPort = 0] = ports.slice(index * 2);
      const { token, groupKey } = await automation.post("/gateways", { name: `bench-${index}`, group: "default" });
      const own = { ...settings, dataDir: join(settings.dataDir, `bench-${index}`), gatewayPort, gatewayAdminPort };
      const program = runGateway({ settings: own, secrets, databaseUrl, say: () => {} }, { token, groupKey });
      programs.push(program);
      return { program, url: localUrl(own.host, gatewayPort) };
    }),
  );
  await Promise.all(started.map(({ program }) => program.ready()));
  return started.map(({ url }) => url);
}

async function measure(scene: Scene): Promise<Map<string, number[]>> {
  const kinds = [revoke, approve, publish];
  const results = new Map<string, number[]>(kinds.map((kind) => [kind.name, []]));
  // the first change of each kind loads the code for it; it is shown, and not counted
  for (let i = -kinds.length; i < CHANGES; i++) {
    const kind = kinds[(i + kinds.length) % kinds.length] ?? revoke;
    const perGateway = await kind(scene);
    if (i >= 0) results.get(kind.name)?.push(...perGateway);
    const number = i < 0 ? "warm-up" : `${i + 1}/${CHANGES}`;
    console.log(`${number} ${kind.name}: at the last gateway after ${Math.max(...perGateway).toFixed(0)} ms`);
  }
  return results;
}

async function revoke(scene: Scene): Promise<number[]> {
  const subscriptionId = await ask(scene);
  await scene.staff.approvers[0].post(`/subscriptions/${subscriptionId}/approve`, {});
  const { id, key } = await scene.developer.post(`/subscriptions/${subscriptionId}/keys`, { label: "bench" });
  await enforced(scene, key, ({ status }) => status === 200);
  const change = () => scene.developer.post(`/subscriptions/${subscriptionId}/keys/${id}/revoke`);
  return timed(scene, change, key, ({ status }) => status === 401);
}

async function approve(scene: Scene): Promise<number[]> {
  const subscriptionId = await ask(scene);
  const key = await makeKey(scene, subscriptionId);
  await enforced(scene, key, ({ status }) => status === 403);
  const change = () => scene.staff.approvers[0].post(`/subscriptions/${subscriptionId}/approve`, {});
  return timed(scene, change, key, ({ status }) => status === 200);
}

async function publish(scene: Scene): Promise<number[]> {
  const { staff } = scene;
  scene.revision += 1;
  const mark = String(scene.revision);
  const policies = { outbound: ["base", { "set-header": { name: "x-mark", value: mark } }] };
  await staff.publisher.post(`/workspaces/${staff.workspace}/apis/${API}/versions/v1/revisions`, { policies });
  await review(staff, API, scene.revision);
  const change = () => staff.publisher.post(`${revisionPath(staff, API, scene.revision)}/publish`);
  return timed(scene, change, scene.key, (seen) => seen.mark === mark);
}

/** Milliseconds from sending a change to each gateway's first call that shows it. */
async function timed(scene: Scene, change: () => Promise<unknown>, key: string, shows: (seen: Seen) => boolean) {
  const startedAt = performance.now();
  const [, times] = await Promise.all([change(), enforced(scene, key, shows)]);
  return times.map((at) => at - startedAt);
}

function enforced({ urls }: Scene, key: string, shows: (seen: Seen) => boolean): Promise<number[]> {
  return Promise.all(
    urls.map(async (url) => {
      for (;;) {
        if (shows(await look(url, key))) return performance.now();
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    }),
  );
}

async function look(url: string, key: string): Promise<Seen> {
  const response = await fetch(url, { headers: { "x-api-key": key } });
  await response.arrayBuffer();
  return { status: response.status, mark: response.headers.get("x-mark") };
}

/** A subscription that waits for its approval, of an application of its own. */
async function ask({ developer, planId }: Scene): Promise<string> {
  const application = await developer.post("/applications", { name: "Bench" });
  return (await developer.post("/subscriptions", { applicationId: application.id, planId, reason: "Bench" })).id;
}

async function makeKey({ developer }: Scene, subscriptionId: string): Promise<string> {
  return (await developer.post(`/subscriptions/${subscriptionId}/keys`, { label: "bench" })).key;
}

function report(results: Map<string, number[]>): void {
  const all = [...results.values()].flat();
  const rows = [...results, ["all", all] as const].flatMap(([kind, times]) => [
    row(`${kind} p50`, percentile(times, 0.5), null),
    row(`${kind} p99`, percentile(times, 0.99), kind === "all" ? P99_MAX_MS : null),
  ]);
  for (const { name, value } of rows) console.log(`${name.padEnd(14)} ${value} ms`);
  console.log(JSON.stringify({ bench: "propagation", rows }));
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
}

function row(name: string, ms: number, goal: number | null) {
  const value = Math.round(ms);
  return { name, value, unit: "ms", peer: null, ratio: null, goal, holds: goal === null || value < goal };
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
