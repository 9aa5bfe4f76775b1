import type { ProblemSlug } from "@gatehouse/contract/problem.ts";
import type { z } from "zod";
import type { Exchange } from "./exchange.ts";

/** The sections of a policy document. */
export type Section = "inbound" | "backend" | "outbound" | "onError";

/**
 * When an inbound policy runs: phase by phase, inside a phase in the order written. Policies of the other sections run in the
 * order written.
 */
export type Phase = (typeof phases)[number];
export const phases = ["access", "authenticate", "limit", "validate", "cache", "transform"] as const;

/** What a policy answers with when it ends the exchange: header lines are name and value in turn. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | undefined;
}

/** A refusal that becomes `application/problem+json`. Returned and not thrown, because a throw costs a stack trace. */
export interface Refusal {
  readonly problem: ProblemSlug;
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Header lines beside those of every problem: name and value in turn. */
  readonly headers?: readonly string[];
  /** Sent in place of the problem's own status. */
  readonly status?: number;
}

/** What a step says: nothing to go on, an answer or a refusal to end the exchange. */
export type Outcome = undefined | Answer | Refusal;

/** One compiled policy. It answers synchronously wherever it can: a promise costs more than most policies. */
export type Handler = (exchange: Exchange) => Outcome | Promise<Outcome>;

/** Where a policy stands: for names of counters, for errors and traces. */
export interface Site {
  /** Unique over the snapshot and stable over rebuilds. */
  readonly id: string;
  readonly scope: string;
  readonly section: Section;
}

export interface PolicyDefinition<Config extends z.ZodType> {
  readonly name: string;
  /** Raised when an older gateway could not do what a document asks for. */
  readonly version: number;
  /** One sentence for lists, forms and the reference. */
  readonly summary: string;
  readonly phase: Phase;
  readonly sections: readonly Section[];
  readonly config: Config;
  /** Names of the path template's parameters that it reads: the loader refuses operations that lack one. */
  pathParameters?(config: z.output<Config>): string[];
  /** Slow work, once per snapshot. Throws `PolicyError` for what a schema cannot say. */
  compile(config: z.output<Config>, site: Site): Handler;
}

/** A policy without its configuration's type, as the registry holds it. */
export interface Policy {
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  readonly phase: Phase;
  readonly sections: readonly Section[];
  readonly config: z.ZodType;
  /** Parses the configuration and compiles it. Throws `z.ZodError` or `PolicyError`. */
  prepare(config: unknown, site: Site): PreparedPolicy;
}

export interface PreparedPolicy {
  readonly handle: Handler;
  readonly pathParameters: readonly string[];
}

/** Says why a configuration that its schema accepts cannot be used, and where in it. */
export class PolicyError extends Error {
  readonly pointer: string;

  constructor(message: string, pointer = "") {
    super(message);
    this.name = "PolicyError";
    this.pointer = pointer;
  }
}

export function definePolicy<Config extends z.ZodType>(definition: PolicyDefinition<Config>): Policy {
  const { name, version, summary, phase, sections, config } = definition;
  const prepare = (written: unknown, site: Site): PreparedPolicy => {
    const parsed = config.parse(written);
    return {
      handle: definition.compile(parsed, site),
      pathParameters: definition.pathParameters?.(parsed) ?? [],
    };
  };
  return { name, version, summary, phase, sections, config, prepare };
}
