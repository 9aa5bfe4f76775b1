import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from "yaml";
import type { Place } from "./locate-json.ts";
import { pointerTokens } from "./pointer.ts";

/** Where the nodes at `pointers` begin in a YAML text. */
export function locateInYaml(
  document: Document,
  lineCounter: LineCounter,
  pointers: ReadonlySet<string>,
): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const pointer of pointers) {
    const node = nodeAt(document, pointerTokens(pointer));
    if (!node?.range) continue;
    const { line, col } = lineCounter.linePos(node.range[0]);
    found.set(pointer, { line, column: col });
  }
  return found;
}

function nodeAt(document: Document, tokens: string[]): Node | undefined {
  let node: unknown = document.contents;
  for (const token of tokens) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) node = node.items[Number(token)];
    else if (isMap(node)) node = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token)?.value;
    else return undefined;
  }
  return isNode(node) ? node : undefined;
}
