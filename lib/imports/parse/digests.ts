import { createHash } from "node:crypto";
import { asRecord, decodedFragment, valueAt } from "./pointer.ts";
import { findReferences } from "./references.ts";

interface Node {
  digest: string;
  refersTo: string[];
}

/**
 * A digest of an operation with its path's parameters and everything that both refer to, so that a change deep in a shared
 * schema shows at every operation that uses it. Each shared thing is read once for all operations.
 */
export function operationDigests(document: Record<string, unknown>) {
  const nodes = new Map<string, Node>();

  return (method: string, template: string): string => {
    const path = asRecord(asRecord(document.paths)?.[template]);
    const own = nodeOf([path?.$ref, path?.parameters, path?.[method.toLowerCase()]]);
    const reached = new Set<string>();
    const open = [...own.refersTo];
    for (let pointer = open.pop(); pointer !== undefined; pointer = open.pop()) {
      if (reached.has(pointer)) continue;
      reached.add(pointer);
      open.push(...sharedNode(pointer).refersTo);
    }
    const parts = [...reached].sort().map((pointer) => `${pointer} ${sharedNode(pointer).digest}`);
    return sha256(`${own.digest}\n${parts.join("\n")}`);
  };

  function sharedNode(pointer: string): Node {
    const known = nodes.get(pointer);
    if (known) return known;
    const node = nodeOf(valueAt(document, pointer));
    nodes.set(pointer, node);
    return node;
  }
}

function nodeOf(value: unknown): Node {
  const local = findReferences(value).filter(({ target }) => target.startsWith("#/"));
  return {
    digest: sha256(JSON.stringify(value) ?? ""),
    refersTo: [...new Set(local.map(({ target }) => decodedFragment(target)))],
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
