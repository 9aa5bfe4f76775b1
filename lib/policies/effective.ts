import type { EffectiveDocument, PolicyStep } from "../contract/snapshot.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { BASE, type PolicyDocument, readStep, type Section, type WrittenStep } from "./policies.ts";

/** A document at its place in the order installation → workspace → product → api → operation. */
export interface ScopedDocument {
  /** `installation`, `workspace`, `product:<slug>`, `api`, `operation`. */
  scope: string;
  /** Names the scope in the ids of its steps, alike in every build: `payments/orders/v1`. */
  path: string;
  document: PolicyDocument;
}

/**
 * The effective document of scopes from the outermost to the innermost: each section is the inner one with the outer one in
 * place of its `base`, or before it where `base` is left out.
 */
export function effectiveDocument(scopes: readonly ScopedDocument[]): EffectiveDocument {
  const section = (name: Section) => scopes.reduce<PolicyStep[]>((outer, scope) => placeOuter(outer, scope, name), []);
  return {
    inbound: section("inbound"),
    backend: section("backend"),
    outbound: section("outbound"),
    onError: section("on-error"),
  };
}

function placeOuter(outer: PolicyStep[], scope: ScopedDocument, section: Section): PolicyStep[] {
  const entries = scope.document[section] ?? [];
  const hasBase = entries.includes(BASE);
  const nameStep = stepNamer(scope, section);
  const own = entries.flatMap((entry) => (entry === BASE ? outer : [nameStep(entry)]));
  return hasBase ? own : [...outer, ...own];
}

/** Steps without an id are named after their policy. A name that comes again, from a fragment say, is numbered. */
function stepNamer({ scope, path }: ScopedDocument, section: Section) {
  const seen = new Map<string, number>();
  return (written: WrittenStep): PolicyStep => {
    const { policy, config, id } = readStep(written);
    const name = id ?? `${section}/${policy}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { policy, config, id: bounded(`${path}/${name}${count > 1 ? `-${count}` : ""}`), scope };
  };
}

const ID_LENGTH_MAX = 200;
const DIGEST_LENGTH = 32;

/** The contract bounds ids; the digest keeps long ones apart. */
function bounded(id: string): string {
  if (id.length <= ID_LENGTH_MAX) return id;
  return `${id.slice(0, ID_LENGTH_MAX - DIGEST_LENGTH - 1)}~${sha256Hex(id).slice(0, DIGEST_LENGTH)}`;
}
