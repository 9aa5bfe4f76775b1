import type { EffectiveDocument, PolicyChoice, PolicyStep } from "@gatehouse/contract/snapshot.ts";
import { z } from "zod";
import {
  type BodySide,
  type Handler,
  type Phase,
  PolicyError,
  type PreparedPolicy,
  phases,
  type Section,
} from "../../policies/define.ts";
import { policyRegistry, preparePolicy } from "../../policies/registry.ts";
import { SnapshotError, schemaError } from "../snapshot/error.ts";

/** One compiled policy with what errors and traces say of it. */
export interface Step {
  readonly handle: Handler;
  readonly policy: string;
  readonly id: string;
  readonly scope: string;
  readonly section: Section;
  readonly phase: Phase;
  readonly pathParameters: readonly string[];
  readonly backends: readonly string[];
  readonly buffers: readonly BodySide[];
}

/** An effective document, ready to run. */
export interface CompiledDocument {
  /** What it was made from: tells it from every other one. */
  readonly source: EffectiveDocument;
  /** Inbound, phase access: before anybody is asked who they are. CORS comes first. */
  readonly access: readonly Step[];
  /** Inbound, phase authenticate: after the built-in authentication. */
  readonly authenticate: readonly Step[];
  /** Inbound, phases limit to transform, after the plan's limits. */
  readonly inbound: readonly Step[];
  readonly backend: readonly Step[];
  readonly outbound: readonly Step[];
  readonly onError: readonly Step[];
  /** Every parameter of a path template that some policy reads. */
  readonly pathParameters: readonly string[];
  /** Every backend that some policy names. */
  readonly backends: readonly string[];
  /** Whether a policy after the backend needs the request's body: then it is held before it is sent. */
  readonly holdsRequest: boolean;
  /** Whether a policy of `outbound` needs the answer's body: otherwise it streams. */
  readonly holdsResponse: boolean;
}

/** The documents of one operation. */
export interface Pipelines {
  readonly default: CompiledDocument;
  readonly hasCors: boolean;
  /** For callers through a product with policies of its own, by product id. */
  readonly products: ReadonlyMap<string, ProductPipeline> | undefined;
}

export interface ProductPipeline {
  readonly document: CompiledDocument;
  /** Access policies of the product alone: who the caller is was not known when the default ones ran. */
  readonly ownAccess: readonly Step[];
  /** The same with its policies of `authenticate`: for callers whom only such a policy found out. */
  readonly ownBeforeLimits: readonly Step[];
}

/** Compiles a document. `configOf` gives a step's configuration with its named values put in. */
export function compileDocument(
  document: EffectiveDocument,
  part: string,
  pointer: string,
  configOf: (step: PolicyStep, pointer: string) => unknown,
): CompiledDocument {
  const ids = new Set<string>();
  const compileSection = (section: Section) =>
    document[section].map((step, index) => {
      const at = `${pointer}/${section}/${index}`;
      if (ids.has(step.id)) throw new SnapshotError(part, `${at}/id`, `Two policies have the id ${step.id}.`);
      ids.add(step.id);
      return compileStep(step, section, part, at, configOf);
    });

  const inbound = inPhases(compileSection("inbound"));
  const rest = {
    backend: compileSection("backend"),
    outbound: compileSection("outbound"),
    onError: compileSection("onError"),
  };
  const all = [...inbound, ...rest.backend, ...rest.outbound, ...rest.onError];
  return {
    source: document,
    access: inbound.filter(({ phase }) => phase === "access"),
    authenticate: inbound.filter(({ phase }) => phase === "authenticate"),
    inbound: inbound.filter(({ phase }) => phase !== "access" && phase !== "authenticate"),
    ...rest,
    pathParameters: [...new Set(all.flatMap((step) => step.pathParameters))],
    backends: [...new Set(all.flatMap((step) => step.backends))],
    holdsRequest: [...rest.outbound, ...rest.onError].some(({ buffers }) => buffers.includes("request")),
    holdsResponse: rest.outbound.some(({ buffers }) => buffers.includes("response")),
  };
}

/** Where a policy stands among the steps of its section, also one that stands inside another; -1 where it does not. */
export function indexOfStep(steps: readonly Step[], id: string): number {
  const own = steps.findIndex((step) => step.id === id);
  return own < 0 ? steps.findIndex((step) => id.startsWith(`${step.id}/`)) : own;
}

/** The documents that a choice names. */
export function choosePipelines(
  choice: PolicyChoice,
  documents: readonly CompiledDocument[],
  part: string,
  pointer: string,
): Pipelines {
  const get = (index: number, at: string) => {
    const document = documents[index];
    if (document === undefined) throw new SnapshotError(part, `${pointer}${at}`, `There is no document ${index}.`);
    return document;
  };
  const fallback = get(choice.default, "/default");
  const known = new Set([...fallback.access, ...fallback.authenticate].map(({ id }) => id));
  const products = Object.entries(choice.products).map(([product, index]): [string, ProductPipeline] => {
    const document = get(index, `/products/${product}`);
    const ownAccess = document.access.filter(({ id }) => !known.has(id));
    const ownAuthenticate = document.authenticate.filter(({ id }) => !known.has(id));
    return [product, { document, ownAccess, ownBeforeLimits: [...ownAccess, ...ownAuthenticate] }];
  });
  return {
    default: fallback,
    hasCors: fallback.access.some(({ policy }) => policy === "cors"),
    products: products.length === 0 ? undefined : new Map(products),
  };
}

function compileStep(
  step: PolicyStep,
  section: Section,
  part: string,
  pointer: string,
  configOf: (step: PolicyStep, pointer: string) => unknown,
): Step {
  const { id, scope } = step;
  const policy = policyRegistry.get(step.policy);
  if (policy === undefined) {
    throw new SnapshotError(part, `${pointer}/policy`, `This gateway has no policy named ${step.policy}.`);
  }
  if (!policy.sections.includes(section)) {
    throw new SnapshotError(part, `${pointer}/policy`, `The policy ${step.policy} cannot stand in this section.`);
  }
  const config = configOf(step, `${pointer}/config`);
  const { handle, ...prepared } = prepare(
    () => preparePolicy(step.policy, config, { id, scope, section }),
    part,
    `${pointer}/config`,
  );
  const mustHold = prepared.buffers.includes("request") && (section === "inbound" || section === "backend");
  return { ...prepared, handle: mustHold ? holding(handle) : handle, policy: step.policy, id, scope, section };
}

/** Runs a policy when the request's body is there. */
function holding(handle: Handler): Handler {
  return (exchange) => {
    if (exchange.requestBody !== undefined) return handle(exchange);
    const held = exchange.holdRequestBody();
    if (held instanceof Promise) return held.then((refused) => refused ?? handle(exchange));
    return held ?? handle(exchange);
  };
}

/** Turns what a policy says of its configuration into the snapshot's own error. */
function prepare(compile: () => PreparedPolicy, part: string, pointer: string): PreparedPolicy {
  try {
    return compile();
  } catch (error) {
    if (error instanceof z.ZodError) throw schemaError(part, error, pointer);
    if (error instanceof PolicyError) throw new SnapshotError(part, pointer + error.pointer, error.message);
    throw error;
  }
}

/** Phase by phase, CORS first in its phase, otherwise in the order written. */
function inPhases(steps: readonly Step[]): Step[] {
  const rank = (step: Step) => (step.policy === "cors" ? -1 : phases.indexOf(step.phase));
  return steps.toSorted((a, b) => rank(a) - rank(b));
}
