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
    const other = node.operations.get(method);
    if (other !== undefined)
      return `${method} ${operation.template} answers the same requests as ${method} ${other.template}.`;
    node.operations.set(method, operation);
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

interface Node {
  readonly literals: Map<string, Node>;
  readonly mixtures: { readonly shape: string; readonly literals: readonly string[]; readonly node: Node }[];
  parameter: Node | undefined;
  readonly operations: Map<string, LoadedOperation>;
}

function newNode(): Node {
  return { literals: new Map(), mixtures: [], parameter: undefined, operations: new Map() };
}

function childFor(node: Node, segment: TemplateSegment): Node {
  if (segment.kind === "parameter") {
    node.parameter ??= newNode();
    return node.parameter;
  }
  if (segment.kind === "literal") {
    const child = node.literals.get(segment.text) ?? newNode();
    node.literals.set(segment.text, child);
    return child;
  }
  const known = node.mixtures.find(({ shape }) => shape === segment.shape);
  if (known !== undefined) return known.node;
  const added = { shape: segment.shape, literals: segment.literals, node: newNode() };
  node.mixtures.push(added);
  // The longer the text, the narrower the mixture.
  node.mixtures.sort((a, b) => b.shape.length - a.shape.length);
  return added.node;
}

/** @param at where the segment begins, one behind its slash */
function findBelow(node: Node, method: string, path: string, at: number): LoadedOperation | undefined {
  if (at > path.length) {
    return node.operations.get(method) ?? (method === "HEAD" ? node.operations.get("GET") : undefined);
  }
  const slash = path.indexOf("/", at);
  const end = slash < 0 ? path.length : slash;
  const segment = path.slice(at, end);
  const literal = node.literals.get(segment);
  if (literal !== undefined) {
    const found = findBelow(literal, method, path, end + 1);
    if (found !== undefined) return found;
  }
  for (const mixture of node.mixtures) {
    if (matchMixture(mixture.literals, segment) === undefined) continue;
    const found = findBelow(mixture.node, method, path, end + 1);
    if (found !== undefined) return found;
  }
  return node.parameter !== undefined && segment !== "" ? findBelow(node.parameter, method, path, end + 1) : undefined;
}

function collectMethods(node: Node, path: string, at: number, methods: Set<string>): void {
  if (at > path.length) {
    for (const method of node.operations.keys()) methods.add(method);
    return;
  }
  const slash = path.indexOf("/", at);
  const end = slash < 0 ? path.length : slash;
  const segment = path.slice(at, end);
  const literal = node.literals.get(segment);
  if (literal !== undefined) collectMethods(literal, path, end + 1, methods);
  for (const mixture of node.mixtures) {
    if (matchMixture(mixture.literals, segment) !== undefined) collectMethods(mixture.node, path, end + 1, methods);
  }
  if (node.parameter !== undefined && segment !== "") collectMethods(node.parameter, path, end + 1, methods);
}
