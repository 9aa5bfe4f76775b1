import { schemaFaults } from "@gatehouse/contract/faults.ts";
import type { ProblemSlug } from "@gatehouse/contract/problem.ts";
import { z } from "zod";
import type { Exchange } from "./exchange.ts";
import { tracedHandler } from "./step-trace.ts";

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

/** An answer that is sent in a way of its own, because it is kept ready for that. */
export interface Delivery {
  readonly status: number;
  deliver(): void;
}

/** What a step says: nothing to go on, an answer or a refusal to end the exchange. */
export type Outcome = undefined | Answer | Delivery | Refusal;

/** One compiled policy. It answers synchronously wherever it can: a promise costs more than most policies. */
export type Handler = (exchange: Exchange) => Outcome | Promise<Outcome>;

/** Where a policy stands: for names of counters, for errors and traces. */
export interface Place {
  /** Unique over the snapshot and stable over rebuilds. */
  readonly id: string;
  readonly scope: string;
  readonly section: Section;
}

/** What of the API description a policy goes by: snapshots carry no more of it than their policies need. */
export type DescriptionUse = "content" | "parameters" | "headers" | "statuses" | "examples";

/** A body that a policy can ask for. */
export type BodySide = "request" | "response";

/** A policy's place, and what it can ask for while it is compiled. */
export interface Site extends Place {
  /** Declares that the policy reads or writes a body: it is held before the policy runs, and streams otherwise. */
  hold(side: BodySide): void;
  /** Compiles a policy that stands inside this one, under an id of its own below this one's. */
  prepareStep: StepPreparer;
}

/** @throws PolicyError with the pointer into the outer policy's configuration. */
export type StepPreparer = (policy: string, config: unknown, pointer: string, id: string) => PreparedPolicy;

/** Prepares any policy by its name. Handed in, because the registry knows the policies and not the other way round. */
export type PolicyPreparer = (policy: string, config: unknown, place: Place) => PreparedPolicy;

export interface PolicyDefinition<Config extends z.ZodType> {
  readonly name: string;
  /** Raised when an older gateway could not do what a document asks for. */
  readonly version: number;
  /** One sentence for lists, forms and the reference. */
  readonly summary: string;
  readonly phase: Phase;
  readonly sections: readonly Section[];
  /** False for a policy that the compiler puts into documents and nobody else. */
  readonly isWritten?: boolean;
  readonly goesBy?: DescriptionUse;
  readonly config: Config;
  /** The schema with the steps inside in full, for policies that hold other ones. */
  configOver?(step: z.ZodType): z.ZodType;
  /** Names of the path template's parameters that it reads: the loader refuses operations that lack one. */
  pathParameters?(config: z.output<Config>): string[];
  /** Names of backends that it may call: the compiler puts them beside the API's own, the loader refuses others. */
  backends?(config: z.output<Config>): string[];
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
  /** Whether it may stand in a document that somebody writes. */
  readonly isWritten: boolean;
  readonly goesBy: DescriptionUse | undefined;
  readonly config: z.ZodType;
  /** The schema with the steps inside in full, for editors; only policies that hold steps have it. */
  configOver?: ((step: z.ZodType) => z.ZodType) | undefined;
  /** Parses the configuration and compiles it. Throws `z.ZodError` or `PolicyError`. */
  prepare(config: unknown, place: Place, prepareOther: PolicyPreparer): PreparedPolicy;
}

export interface PreparedPolicy {
  readonly handle: Handler;
  /** The policy's own, or the earliest one of the policies inside it. */
  readonly phase: Phase;
  readonly pathParameters: readonly string[];
  readonly backends: readonly string[];
  /** The bodies that are held before it runs. */
  readonly buffers: readonly BodySide[];
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
  const { name, version, summary, phase, sections, isWritten = true, goesBy, config, configOver } = definition;
  const prepare = (written: unknown, place: Place, prepareOther: PolicyPreparer): PreparedPolicy => {
    const parsed = config.parse(written);
    const held = new Set<BodySide>();
    const inside: PreparedPolicy[] = [];
    const prepareStep: StepPreparer = (policy, stepConfig, pointer, id) => {
      const step = atPointer(pointer, () => prepareOther(policy, stepConfig, { ...place, id }));
      inside.push(step);
      const { scope, section } = place;
      return { ...step, handle: tracedHandler({ policy, id, scope, section }, step.handle) };
    };
    const handle = definition.compile(parsed, { ...place, hold: (side) => held.add(side), prepareStep });
    for (const { buffers } of inside) for (const side of buffers) held.add(side);
    return {
      handle,
      phase: inside.map((step) => step.phase).toSorted((a, b) => phases.indexOf(a) - phases.indexOf(b))[0] ?? phase,
      pathParameters: [
        ...(definition.pathParameters?.(parsed) ?? []),
        ...inside.flatMap(({ pathParameters }) => pathParameters),
      ],
      backends: [...(definition.backends?.(parsed) ?? []), ...inside.flatMap(({ backends }) => backends)],
      buffers: [...held],
    };
  };
  return { name, version, summary, phase, sections, isWritten, goesBy, config, configOver, prepare };
}

/** What is wrong with a policy inside another, with its place in the outer one. */
function atPointer<T>(pointer: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    // A schema and a policy say by throwing what is wrong; here they learn where.
    if (error instanceof PolicyError) throw new PolicyError(error.message, pointer + error.pointer);
    const [fault] = error instanceof z.core.$ZodError ? schemaFaults(error) : [];
    if (fault !== undefined) throw new PolicyError(fault.detail, pointer + fault.pointer);
    throw error;
  }
}
