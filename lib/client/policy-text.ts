import { isCollection, isNode, LineCounter, parseDocument } from "yaml";

export type ParsedPolicies =
  | { isOk: true; document: unknown; lineOf(pointer: string): number | undefined }
  | { isOk: false; faults: { line: number | undefined; detail: string }[] };

/** YAML (and so JSON) as a policy document, with the line at which each of its members stands. */
export function parsePolicyText(text: string): ParsedPolicies {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  if (parsed.errors.length > 0) {
    return {
      isOk: false,
      faults: parsed.errors.map(({ message, pos }) => ({
        line: lines.linePos(pos[0]).line,
        detail: message.split("\n", 1)[0] ?? message,
      })),
    };
  }
  return {
    isOk: true,
    document: parsed.toJS() ?? {},
    lineOf(pointer) {
      const node = nodeAt(parsed.contents, keysOf(pointer));
      const start = isNode(node) ? node.range?.[0] : undefined;
      return start === undefined ? undefined : lines.linePos(start).line;
    },
  };
}

/** The node at the pointer, or the nearest one around it: what is missing has no place of its own. */
function nodeAt(root: unknown, keys: string[]): unknown {
  let node = root;
  for (const key of keys) {
    const member = isCollection(node) ? node.get(/^\d+$/.test(key) ? Number(key) : key, true) : undefined;
    if (member === undefined) return node;
    node = member;
  }
  return node;
}

function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
