import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { describedParts } from "./described-api.ts";

interface Case {
  path: string;
  file: string;
  group: string;
  test: string;
  data: unknown;
  valid: boolean;
}

/** Not part of this repository: it is beside the checkout where it is developed. */
const SUITE = new URL("../../../../shared/specs/json-schema-2020-12/", import.meta.url);

it.skipIf(!existsSync(SUITE))("bodies are judged as the test suite of JSON Schema 2020-12 says", async () => {
  const description = readFileSync(new URL("openapi.json", SUITE));
  const cases: Case[] = JSON.parse(readFileSync(new URL("cases.json", SUITE), "utf8"));
  await using backend = await runBackend((_request, response) => response.end("ok"));
  const parts = await describedParts(
    description,
    { inbound: [{ "validate-content": { action: "prevent" } }] },
    backend.url,
  );
  await using gateway = await runGateway(parts);

  const wrong: string[] = [];
  for (const { path, file, group, test, data, valid } of cases) {
    const { status } = await fetch(`${gateway.url}/api${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(data),
    });
    if (status !== (valid ? 200 : 400)) wrong.push(`${path} ${file}: ${group}: ${test}: ${status}`);
  }
  expect(gateway.errors).toEqual([]);
  expect(wrong).toEqual([]);
  expect(cases.length).toBe(1_076);
});
