import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { EffectiveDocument } from "@gatehouse/contract/snapshot.ts";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { describeVersion } from "../../../lib/publishing/describe-version.ts";
import { descriptionUses } from "../../../lib/publishing/description-uses.ts";
import { policyRegistry } from "../../policies/registry.ts";
import { runExampleBackend } from "./example-backend.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts, sampleVersion } from "./sample-parts.ts";

const run = promisify(execFile);

it.each([...policyRegistry.keys()])("the page of %s shows what curl shows", async (name) => {
  const page = readFileSync(new URL(`../../policies/${name}.md`, import.meta.url), "utf8");
  const commands = blockOf(page, "console").split(/^\$ /m).slice(1);
  expect(commands.length).toBeGreaterThan(0);

  await using backend = await runExampleBackend();
  const document = documentOf(
    parse(blockOf(page, "yaml").replaceAll("backend.internal:9000", new URL(backend.url).host)),
  );
  const version = describedVersion(blockOf(page, "openapi"), document) ?? {
    anyPath: false,
    operations: ["GET", "PUT", "POST"].map((method) => ({ id: method, method, template: "/{id}" })),
  };
  await using silent = await runBackend(() => undefined);
  const backendUrl = name === "forward-request" ? silent.url : backend.url;
  await using gateway = await runGateway(
    sampleParts({ backendUrl, document, version, api: namesOfPages(backend.url) }),
  );
  for (const command of commands) {
    const [line = "", ...expected] = command.trim().split("\n");
    const { stdout } = await run("sh", ["-c", line.replaceAll("http://localhost:8080", gateway.url)], {
      env: { ...process.env, KEY: API_KEY },
    });
    for (const text of expected) expect(stdout).toContain(text);
  }
});

/** The operations of a page's description, for the pages of policies that go by one. */
function describedVersion(text: string, document: EffectiveDocument) {
  if (text === "") return undefined;
  const description = parse(text);
  const operations = Object.entries<object>(description.paths).flatMap(([template, item]) =>
    Object.keys(item).map((method) => ({ key: method, method: method.toUpperCase(), template, policies: {} })),
  );
  const uses = descriptionUses([document]);
  return {
    anyPath: false,
    operations: operations.map(({ key, method, template }) => ({ id: key, method, template })),
    description: describeVersion(
      { document: description, assertsFormats: false },
      operations.map((operation) => ({ operation, uses })),
    ),
  };
}

function blockOf(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(page)?.[1] ?? "";
}

/** Backends and values that pages name. */
function namesOfPages(url: string) {
  const backendAt = (path: string) => ({
    ...sampleVersion().backend,
    id: path,
    targets: [{ url: url + path, weight: 1 }],
  });
  return {
    backends: { "orders-next": backendAt("/next"), "orders-stable": backendAt("/stable") },
    values: { "gateway-certificate": { file: "gateway.crt" }, "gateway-key": { file: "gateway.key" } },
  };
}

/** A written document as an effective one: there is only one scope. */
function documentOf(written: Record<string, Record<string, unknown>[]>): EffectiveDocument {
  const section = (name: string) =>
    (written[name] ?? []).map((entry, index) => {
      const policy = Object.keys(entry).find((key) => key !== "id") ?? "";
      return { policy, config: entry[policy], id: `${name}/${entry.id ?? policy}-${index}`, scope: "api" };
    });
  return {
    inbound: section("inbound"),
    backend: section("backend"),
    outbound: section("outbound"),
    onError: section("on-error"),
  };
}
