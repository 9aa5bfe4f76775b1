import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { getResults, runTests } from "http-cache-tests/client/runner.mjs";
import handleConfig from "http-cache-tests/server/handle-config.mjs";
import handleState from "http-cache-tests/server/handle-state.mjs";
import handleTest from "http-cache-tests/server/handle-test.mjs";
import suites from "http-cache-tests/tests/index.mjs";
import { expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { sampleParts, step } from "../traffic/sample-parts.ts";
import { call } from "./call.ts";

type Kind = "required" | "optimal" | "check";

it("passes what the suite of HTTP cache tests requires, but for what the page explains", async () => {
  await using backend = await runBackend(origin);
  const document = {
    // The suite is about one shared cache: its callers are all the same to it.
    inbound: [step("cache-lookup", { "vary-by-developer": false })],
    outbound: [step("cache-store", {})],
  };
  const api = { basePath: "/", credentials: { none: true as const } };
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document, api }));
  await runTests(suites, fetchPlainly, false, gateway.url);

  const results = getResults();
  const tests = suites.flatMap(({ tests }) => tests).filter(({ id }) => results[id] !== undefined);
  const failed = tests.filter(({ id }) => results[id] !== true);
  const kindOf = ({ kind = "required" }: { kind?: Kind }) => kind;
  for (const kind of ["required", "optimal", "check"] as const) {
    const all = tests.filter((test) => kindOf(test) === kind).length;
    console.log(`${kind}: ${all - failed.filter((test) => kindOf(test) === kind).length} of ${all} pass`);
  }
  // What a test builds on must work before it says anything.
  const failing = new Set(failed.map(({ id }) => id));
  const meant = failed.filter(({ depends_on: needed = [] }) => !needed.some((id) => failing.has(id)));
  const required = meant.filter((test) => kindOf(test) === "required").map(({ id }) => id);
  expect(required.toSorted()).toEqual(explained().toSorted());
  expect(gateway.errors).toEqual([]);
});

const origin: RequestListener = (request, response) => {
  const [, part, ...rest] = new URL(request.url ?? "/", "http://origin.example").pathname.split("/");
  if (part === "config") handleConfig(rest, request, response);
  else if (part === "test") handleTest(rest, request, response);
  else handleState(rest, request, response);
};

/** `fetch` as the suite's own runner means it: nothing is added, nothing cached. */
async function fetchPlainly(url: string, init: RequestInit = {}) {
  const { method, headers, body } = init;
  const {
    status,
    rawHeaders,
    body: text,
  } = await call(url, {
    method: method ?? "GET",
    headers: (headers as string[][] | undefined)?.flat() ?? [],
    body: typeof body === "string" ? body : undefined,
  });
  const received = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) received.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");
  return { status, headers: received, text: async () => text };
}

/** The tests that the page says fail, and why. */
function explained(): string[] {
  const page = readFileSync(new URL("../../../docs/cache-tests.md", import.meta.url), "utf8");
  const [required = ""] = page.split("\n## What else", 1);
  return [...required.matchAll(/^\| `([^|]+)` \|/gm)].flatMap(([, ids = ""]) => ids.split("`, `"));
}
