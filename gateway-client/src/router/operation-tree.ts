import type { LoadedOperation, OperationLookup } from "../snapshot/loaded-api.ts";
import { matchMixture, namesOf, parseTemplate, type TemplateSegment } from "./template.ts";

/**
 * The operations of one version, by segment. A look-up costs what the path has segments, however many operations there are.
 * Literal text comes before mixtures, those before parameters; a branch that leads nowhere is left again.
 */
export class OperationTree implements OperationLookup {
  readonly #root: Node = newNode();
  #anyPath: LoadedOperation | undefined;

  /** Makes one operation answer every method and path. */
  addAnyPath(operation: LoadedOperation): void {
    this.#anyPath = operation;
  }

  /** Says why the operation cannot be added, or nothing. */
  add(method: string, operation: LoadedOperation): string | undefined {
    const segments = parseTemplate(operation.template);
    if (typeof segments === "string") return segments;
    let node = this.#root;
    for (const segment of segments) node = childFor(node, segment);
    const other = operationOf(node, method);
    if (other !== undefined)
      return `${method} ${operation.template} answers the same requests as ${method} ${other.template}.`;
    node.operations ??= [];
    node.operations.push({ method, operation });
    return undefined;
  }

  find(method: string, path: string): LoadedOperation | readonly string[] {
    if (this.#anyPath !== undefined) return this.#anyPath;
    const found = findBelow(this.#root, method, path, 1);
    if (found !== undefined) return found;
    const methods = new Set<string>();
    collectMethods(this.#root, path, 1, methods);
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].sort();
  }
}

/** The parameters of a template in a path, given segment by segment and still encoded. */
export function readPathParameters(template: string, path: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const segments = parseTemplate(template);
  if (typeof segments === "string") return parameters;
  const texts = path.slice(1).split("/");
  segments.forEach((segment, index) => {
    const text = texts[index] ?? "";
    const values = segment.kind === "mixture" ? (matchMixture(segment.literals, text) ?? []) : [text];
    namesOf(segment).forEach((name, at) => {
      parameters.set(name, values[at] ?? "");
    });
  });
  return parameters;
}

/**
 * A place in the tree. Most have one child and one operation, and there are several for each operation: what a node does not need
 * it does not have, so that 125,000 routes stay small enough for the processor's caches.
 */
interface Node {
  /** The first literal child; further ones are in `literals`. */
  literalText: string | undefined;
  literalNode: Node | undefined;
  literals: Map<string, Node> | undefined;
  mixtures: Mixture[] | undefined;
  parameter: Node | undefined;
  /** By method: a handful at most. */
  operations: { method: string; operation: LoadedOperation }[] | undefined;
}

interface Mixture {
  readonly shape: string;
  readonly literals: readonly string[];
  readonly node: Node;
}

function newNode(): Node {
  return {
    literalText: undefined,
    literalNode: undefined,
    literals: undefined,
    mixtures: undefined,
    parameter: undefined,
    operations: undefined,
  };
}

function operationOf(node: Node, method: string): LoadedOperation | undefined {
  if (node.operations === undefined) return undefined;
  for (const entry of node.operations) if (entry.method === method) return entry.operation;
  return undefined;
}

function literalChild(node: Node, text: string): Node | undefined {
  return node.literalText === text ? node.literalNode : node.literals?.get(text);
}

function childFor(node: Node, segment: TemplateSegment): Node {
  if (segment.kind === "parameter") {
    node.parameter ??= newNode();
    return node.parameter;
  }
  return segment.kind === "literal" ? literalChildFor(node, segment.text) : mixtureChildFor(node, segment);
}

function literalChildFor(node: Node, text: string): Node {
  const known = literalChild(node, text);
  if (known !== undefined) return known;
  const child = newNode();
  if (node.literalNode === undefined) {
    node.literalText = text;
    node.literalNode = child;
  } else {
    node.literals ??= new Map();
    node.literals.set(text, child);
  }
  return child;
}

function mixtureChildFor(node: Node, { shape, literals }: { shape: string; literals: readonly string[] }): Node {
  node.mixtures ??= [];
  const known = node.mixtures.find((mixture) => mixture.shape === shape);
  if (known !== undefined) return known.node;
  const added = { shape, literals, node: newNode() };
  node.mixtures.push(added);
  // The longer the text, the narrower the mixture.
  node.mixtures.sort((a, b) => b.shape.length - a.shape.length);
  return added.node;
}

/** @param at where the segment begins, one behind its slash */
function findBelow(node: Node, method: string, path: string, at: number): LoadedOperation | undefined {
  if (at > path.length) {
    return operationOf(node, method) ?? (method === "HEAD" ? operationOf(node, "GET") : undefined);
  }
  const slash = path.indexOf("/", at);
  const end = slash < 0 ? path.length : slash;
  const segment = path.slice(at, end);
  const literal = literalChild(node, segment);
  if (literal !== undefined) {
    const found = findBelow(literal, method, path, end + 1);
    if (found !== undefined) return found;
  }
  if (node.mixtures !== undefined) {
    for (const mixture of node.mixtures) {
      if (matchMixture(mixture.literals, segment) === undefined) continue;
      const found = findBelow(mixture.node, method, path, end + 1);
      if (found !== undefined) return found;
    }
  }
  return node.parameter !== undefined && segment !== "" ? findBelow(node.parameter, method, path, end + 1) : undefined;
}

function collectMethods(node: Node, path: string, at: number, methods: Set<string>): void {
  if (at > path.length) {
    for (const { method } of node.operations ?? []) methods.add(method);
    return;
  }
  const slash = path.indexOf("/", at);
  const end = slash < 0 ? path.length : slash;
  const segment = path.slice(at, end);
  const literal = literalChild(node, segment);
  if (literal !== undefined) collectMethods(literal, path, end + 1, methods);
  for (const mixture of node.mixtures ?? []) {
    if (matchMixture(mixture.literals, segment) !== undefined) collectMethods(mixture.node, path, end + 1, methods);
  }
  if (node.parameter !== undefined && segment !== "") collectMethods(node.parameter, path, end + 1, methods);
}
