import { settingsPart } from "@gatehouse/contract/settings.ts";
import { partSchema, plansPart } from "@gatehouse/contract/snapshot.ts";
import { counterKey } from "../../policies/counter-key.ts";
import { strictestLimits } from "../../policies/limiter.ts";
import { Router } from "../router/router.ts";
import { Directory } from "./directory.ts";
import { SnapshotError, schemaError } from "./error.ts";
import { loadApi } from "./load-api.ts";
import type { LoadedPlan, LoadedSnapshot } from "./loaded.ts";
import type { ValueResolver } from "./named-values.ts";
import { type SharedTables, updateTables } from "./tables.ts";

export { DescribedVersion } from "../../policies/description/described-operation.ts";
export { SnapshotError } from "./error.ts";
export { loadApi } from "./load-api.ts";
export type { LoadedSnapshot } from "./loaded.ts";
export { type SharedTables, updateTables } from "./tables.ts";

export interface LoadOptions {
  /** Keys and subscriptions in shared memory. Left out, they are built from the parts, which otherwise need not hold them. */
  tables?: SharedTables;
  /** Opens what only a gateway can. Left out in the control plane. */
  resolve?: ValueResolver;
  /** What is served now: APIs whose part is the same object are taken over as they are. */
  previous?: Pick<LoadedSnapshot, "apis"> | undefined;
}

/**
 * Makes a snapshot's parts (by name, as JSON values) ready to serve. Free of sockets and threads: the control plane runs it
 * before it stores a snapshot, a gateway before it serves one.
 *
 * @throws SnapshotError for anything that it does not know: then nothing of the snapshot is served
 */
export function loadSnapshot(parts: ReadonlyMap<string, unknown>, options: LoadOptions = {}): LoadedSnapshot {
  for (const name of parts.keys()) {
    if (partSchema(name) === undefined) throw new SnapshotError(name, "", "This gateway has no part of that name.");
  }
  const apis = loadApis(parts, options);
  const plans = loadPlans(parts.get("plans"));
  const settings = settingsPart.safeParse(parts.get("settings"));
  if (!settings.success) throw schemaError("settings", settings.error);
  return {
    router: buildRouter(apis),
    plans,
    directory: new Directory(options.tables ?? updateTables(undefined, parts)),
    settings: settings.data,
    apis,
  };
}

function loadApis(parts: ReadonlyMap<string, unknown>, { resolve, previous }: LoadOptions): LoadedSnapshot["apis"] {
  const apis = new Map<string, { part: unknown; api: ReturnType<typeof loadApi> }>();
  for (const [name, part] of parts) {
    if (!name.startsWith("api/")) continue;
    const known = previous?.apis.get(name);
    apis.set(name, known !== undefined && known.part === part ? known : { part, api: loadApi(part, name, resolve) });
  }
  return apis;
}

function buildRouter(apis: LoadedSnapshot["apis"]): Router {
  const router = new Router();
  for (const [name, { api }] of apis) {
    const other = router.add(api);
    if (other === undefined) continue;
    const hosts = api.hosts.length === 0 ? "every host" : api.hosts.join(", ");
    const detail = `The APIs ${other.slug} and ${api.slug} both answer at ${api.basePath} on ${hosts}.`;
    throw new SnapshotError(name, "/basePath", detail);
  }
  return router;
}

function loadPlans(part: unknown): ReadonlyMap<string, LoadedPlan> {
  const parsed = plansPart.safeParse(part);
  if (!parsed.success) throw schemaError("plans", parsed.error);
  return new Map(
    Object.entries(parsed.data.plans).map(([id, plan]): [string, LoadedPlan] => [
      id,
      {
        id,
        slug: plan.slug,
        name: plan.name,
        product: plan.product,
        productSlug: plan.productSlug,
        limits: strictestLimits(plan.rateLimits),
        counterKey: counterKey(`plan:${id}`),
        quota: plan.quota,
        apis: new Set(plan.apis),
      },
    ]),
  );
}
