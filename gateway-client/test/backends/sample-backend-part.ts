import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { type SampleOptions, sampleParts, sampleVersion } from "../traffic/sample-parts.ts";

/** Parts whose API calls these targets. */
export function partsFor(urls: readonly string[], care: Partial<BackendPart> = {}, options: SampleOptions = {}) {
  const targets = urls.map((url) => ({ url, weight: 1 }));
  const backend = { ...sampleVersion().backend, targets, ...care };
  return sampleParts({ ...options, version: { ...options.version, backend } });
}
