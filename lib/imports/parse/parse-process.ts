// The child process in which `parseInProcess` reads a stranger's bytes: it may be killed at any moment, and often is meant to.

import { DescriptionError } from "../description.ts";
import { AllowedHosts } from "../fetch/allowed-hosts.ts";
import { fetchSafely } from "../fetch/fetch-safely.ts";
import type { ParseAnswer, ParseTask } from "./parse-in-process.ts";
import { readDescription } from "./read-description.ts";

const FETCH_TIMEOUT_MS = 10_000;

process.once("message", async (task: ParseTask) => {
  await work(task);
  process.disconnect();
});
// without its parent nobody reads the answer
process.once("disconnect", () => process.exit());

async function work(task: ParseTask): Promise<void> {
  const allowed = new AllowedHosts(task.allowedHosts);
  try {
    const { description, judge } = await readDescription(task.bytes, {
      sourceUrl: task.sourceUrl,
      fetchReferenced: (url) => fetchReferenced(url, allowed, task.bytesMax),
      onStep: (percent, step) => answer({ kind: "step", percent, step }),
    });
    await answer({ kind: "description", description });
    await answer({ kind: "step", percent: 80, step: "Validating" });
    await answer({ kind: "verdict", findings: await judge() });
  } catch (error) {
    // a process boundary: the error goes to the parent as data
    if (!(error instanceof DescriptionError)) throw error;
    await answer({ kind: "refused", slug: error.slug, detail: error.message, findings: error.findings });
  }
}

/** A description may name other documents only on hosts that an operator has allowed. */
async function fetchReferenced(url: string, allowed: AllowedHosts, bytesMax: number): Promise<Uint8Array> {
  if (!allowed.has(new URL(url))) {
    throw new DescriptionError(
      "url-not-allowed",
      "Its host is not one that descriptions may refer to. An operator can allow it by GATEHOUSE_IMPORT_ALLOWED_HOSTS.",
    );
  }
  return fetchSafely(url, allowed, { bytesMax, timeoutMs: FETCH_TIMEOUT_MS });
}

function answer(message: ParseAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });
}
