// npm run bench:pages [-- <folder of API descriptions>]: the first script of each page against its budget, and how long 20
// readers at the same time wait for the portal's pages, on the demo and with all descriptions of a folder beside it.
import { clientWithToken } from "../../e2e/support/client.ts";
import { startTestInstallation, type TestInstallation } from "../../e2e/support/installation.ts";
import { employStaff } from "../../e2e/support/publisher.ts";
import { offerBackend, publishSpec, SPECS, slugOf, specsIn } from "../../e2e/support/spec-folder.ts";
import { readFirstLoads } from "./pages/first-load.ts";
import { READERS, readCalmly, readWithoutPause } from "./pages/readers.ts";

const ROUNDS = 5;
const P95_MAX_MS = 100;

interface Row {
  name: string;
  value: number;
  unit: string;
  peer: string | null;
  ratio: number | null;
  goal: number | null;
  holds: boolean;
}

interface Subject {
  name: string;
  path: string;
  /** The page of the demo that it is compared with. */
  peer?: string;
}

const DEMO: Subject[] = [
  { name: "home", path: "/" },
  { name: "catalogue", path: "/catalog" },
  { name: "search", path: "/catalog?q=create+order" },
  { name: "API page", path: "/apis/fernwood/orders" },
  { name: "operation page", path: "/apis/fernwood/orders/v1/placeOrder" },
  { name: "products", path: "/products" },
];

const installation = await startTestInstallation({ seed: "demo" });
try {
  const rows = [...scripts(), ...(await waits(DEMO))];
  const folder = process.argv[2] ?? SPECS;
  if (specsIn(folder).length > 0) rows.push(...(await waits(await publishAll(installation, folder), rows)));
  else console.log(`There is no folder ${folder} with descriptions: measured on the demo alone.`);
  rows.push(await capacity());
  console.log(JSON.stringify({ bench: "pages", rows }));
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
} finally {
  await installation.remove();
}

function scripts(): Row[] {
  return readFirstLoads().map(({ route, kilobytes, goal }) => {
    const holds = kilobytes < goal;
    console.log(`${String(kilobytes).padStart(6)} kB of ${goal}${holds ? "" : " TOO MUCH"}  ${route}`);
    return { name: `script of ${route}`, value: kilobytes, unit: "kB", peer: null, ratio: null, goal, holds };
  });
}

/** Medians over rounds in which every page has its turn: a busy moment of the machine does not hit one alone. */
async function waits(subjects: Subject[], peers: Row[] = []): Promise<Row[]> {
  const origin = new URL(installation.urls.portal).origin;
  for (const { path } of subjects) await readWithoutPause(`${origin}${path}`);
  const rounds = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, path } of subjects) rounds.get(name)?.push(p95(await readCalmly(`${origin}${path}`)));
  }
  return subjects.map(({ name, peer }) => {
    const value = Math.round(median(rounds.get(name) ?? []));
    const beside = peers.find((row) => row.name === waitOf(peer ?? ""));
    const holds = value < P95_MAX_MS;
    console.log(`${String(value).padStart(6)} ms p95 for ${READERS} readers  ${name}`);
    const ratio = beside ? Math.round((value / beside.value) * 100) / 100 : null;
    return { name: waitOf(name), value, unit: "ms", peer: beside?.name ?? null, ratio, goal: P95_MAX_MS, holds };
  });
}

function waitOf(page: string): string {
  return `p95 of ${page}`;
}

async function capacity(): Promise<Row> {
  const url = `${new URL(installation.urls.portal).origin}/catalog`;
  const perSecond: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    const { length } = await readWithoutPause(url);
    perSecond.push(length / ((performance.now() - startedAt) / 1_000));
  }
  const value = Math.round(median(perSecond));
  console.log(`${String(value).padStart(6)} catalogue pages a second`);
  const name = "catalogue pages a second without a pause";
  return { name, value, unit: "pages/s", peer: null, ratio: null, goal: null, holds: true };
}

/** The largest description of the folder is what the pages of one are measured on. */
async function publishAll({ urls, settings }: TestInstallation, folder: string): Promise<Subject[]> {
  const staff = await employStaff(installation);
  await offerBackend(staff, urls.backend);
  const reader = clientWithToken(urls.api, settings.bootstrapToken ?? "");
  let largest = { slug: "", key: "", operations: 0 };
  for (const file of specsIn(folder)) {
    const slug = await publishSpec(staff, folder, file);
    const { items } = await reader.get(`/catalog/apis/${staff.workspace}/${slug}/versions/v1/operations?limit=50`);
    const api = await reader.get(`/catalog/apis/${staff.workspace}/${slug}`);
    const { operations } = api.versions[0];
    console.log(`published ${slugOf(file)} with ${operations} operations`);
    if (operations > largest.operations) largest = { slug, key: items.at(-1).key, operations };
  }
  const api = `/apis/${staff.workspace}/${largest.slug}`;
  return [
    { name: "home with the folder", path: "/", peer: "home" },
    { name: "catalogue with the folder", path: "/catalog", peer: "catalogue" },
    { name: "search with the folder", path: "/catalog?q=create+order", peer: "search" },
    { name: `API page of ${largest.slug}`, path: api, peer: "API page" },
    {
      name: `operation page of ${largest.slug}`,
      path: `${api}/v1/${encodeURIComponent(largest.key)}`,
      peer: "operation page",
    },
  ];
}

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
