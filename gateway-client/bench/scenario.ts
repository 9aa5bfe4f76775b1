import type { ApiPart, EffectiveDocument, PolicyStep } from "@gatehouse/contract/snapshot.ts";

/** One kind of work, which the gateway and its peers do in the same run. */
export interface Scenario {
  readonly name: string;
  readonly request: BenchRequest;
  /** What the gateway is told to do; without credentials anybody may call. */
  readonly api: { credentials?: ApiPart["credentials"]; document?: Partial<EffectiveDocument> };
  readonly nginx: NginxSite & { readonly goal: number };
  /** Processes beside this file, by the name they are reported under: the work that they do must be the same. */
  readonly peers?: Readonly<Record<string, { readonly program: string; readonly goal: number | null }>>;
}

export interface BenchRequest {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Header lines that change from request to request, as `authorization` does where there are many callers. */
  readonly rotating?: { readonly header: string; readonly values: readonly string[] };
  readonly body?: string;
  /** In place of `path`, one after the other. */
  readonly paths?: readonly string[];
  /** Each connection rests so long on average before its next request. */
  readonly restMs?: number;
}

/** What nginx is configured with beside its proxying. */
export interface NginxSite {
  /** Directives of `http`. */
  readonly http?: string;
  /** Directives of the one `location`. */
  readonly location?: string;
  readonly needsLua?: boolean;
}

/** One policy of the API's own document. */
export function step(policy: string, config: unknown, id = policy): PolicyStep {
  return { policy, config, id, scope: "api" };
}
