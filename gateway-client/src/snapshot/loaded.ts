import type { SettingsPart } from "@gatehouse/contract/settings.ts";
import type { PlansPart } from "@gatehouse/contract/snapshot.ts";
import type { CounterKey } from "../../policies/exchange.ts";
import type { Limit } from "../../policies/limiter.ts";
import type { Router } from "../router/router.ts";
import type { Directory } from "./directory.ts";
import type { LoadedApi } from "./loaded-api.ts";

/** A snapshot that is ready to serve. Nothing in it changes: a new one takes its place as a whole. */
export interface LoadedSnapshot {
  readonly router: Router;
  readonly plans: ReadonlyMap<string, LoadedPlan>;
  /** Who owns a key. */
  readonly directory: Directory;
  readonly settings: SettingsPart;
  /** The APIs with the parts they were made from: the next load takes over those whose part is the same object. */
  readonly apis: ReadonlyMap<string, { readonly part: unknown; readonly api: LoadedApi }>;
}

export interface LoadedPlan {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly product: string;
  readonly productSlug: string;
  readonly limits: readonly Limit[];
  readonly counterKey: CounterKey;
  readonly quota: PlansPart["plans"][string]["quota"];
  readonly apis: ReadonlySet<string>;
}
