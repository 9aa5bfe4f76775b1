import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Client, signUp } from "./client.ts";
import type { TestInstallation } from "./installation.ts";
import { until } from "./until.ts";

export interface Staff {
  workspace: string;
  publisher: Client;
  reviewer: Client;
  approvers: [Client, Client];
}

/** A workspace with the people who are needed to publish and to decide. */
export async function employStaff({ urls, automation }: TestInstallation): Promise<Staff> {
  const workspace = `shop-${randomUUID().slice(0, 8)}`;
  await automation.post("/workspaces", { slug: workspace, name: "Shop" });
  const employ = async (name: string, role: string) => {
    const email = `${name}-${randomUUID()}@example.com`;
    const person = await signUp(urls.portal, urls.api, email, name);
    await automation.post(`/workspaces/${workspace}/members`, { email, role });
    return person;
  };
  return {
    workspace,
    publisher: await employ("publisher", "publisher"),
    reviewer: await employ("reviewer", "publisher"),
    approvers: [await employ("ada", "approver"), await employ("bela", "approver")],
  };
}

export interface Description {
  /** Slug and base path of the API. */
  slug: string;
  file: string;
  /** Below the sample backend. */
  backendPath: string;
}

/** Imports a description, has it reviewed by somebody else and makes it live. */
export async function publishApi(
  staff: Staff,
  { slug, file, backendPath }: Description,
  backendUrl: string,
): Promise<{ operations: number }> {
  const at = `/workspaces/${staff.workspace}`;
  const { publisher } = staff;
  const started = await publisher.post(`${at}/imports`, { text: readFileSync(file, "utf8") });
  const read = await until(`the import of ${slug}`, async () => {
    const progress = await publisher.get(`${at}/imports/${started.id}`);
    if (progress.state === "failed") throw new Error(`the import failed: ${JSON.stringify(progress.problem)}`);
    return progress.state === "done" && progress;
  });
  const targets = [{ url: `${backendUrl}${backendPath}` }];
  await publisher.post(`${at}/backends`, { slug: "sample", name: "Sample backend", targets });
  await publisher.post(`${at}/apis`, { slug, version: { name: "v1", import: started.id, backend: "sample" } });
  await makeLive(staff, slug, 1);
  return { operations: read.document.operations };
}

/** Submits a revision, has it approved by somebody else and publishes it. */
export async function makeLive(staff: Staff, api: string, revision: number): Promise<void> {
  await review(staff, api, revision);
  await staff.publisher.post(`${revisionPath(staff, api, revision)}/publish`);
}

export async function review(staff: Staff, api: string, revision: number): Promise<void> {
  const at = revisionPath(staff, api, revision);
  await staff.publisher.post(`${at}/submit`, { note: "Ready" });
  await staff.reviewer.post(`${at}/approve`, {});
}

export function revisionPath({ workspace }: Staff, api: string, revision: number): string {
  return `/workspaces/${workspace}/apis/${api}/versions/v1/revisions/${revision}`;
}

/** A published product with one plan that an approver decides on; returns the plan's id. */
export async function offerProduct({ workspace, publisher }: Staff, api: string): Promise<string> {
  const at = `/workspaces/${workspace}/products`;
  await publisher.post(at, { slug: "starter", name: "Starter", apis: [api] });
  const plan = await publisher.post(`${at}/starter/plans`, {
    slug: "pro",
    name: "Pro",
    approval: "manual",
    rateLimit: [{ calls: 100_000, renewalPeriod: "60s" }],
  });
  await publisher.post(`${at}/starter/publish`);
  return plan.id;
}
