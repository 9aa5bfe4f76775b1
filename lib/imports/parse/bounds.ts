import { escapeToken } from "../../contract/faults.ts";
import { DescriptionError } from "../description.ts";

/** Real descriptions stay below 60; everything after this may recurse. */
export const DEPTH_MAX = 200;
/** Nodes when every alias is written out: what the normalised form will have. The largest known description has 1 million. */
const NODES_MAX = 12_000_000;

/** Refuses what would exhaust the steps that follow: deep nesting, aliases that go round, aliases that multiply. */
export function assertBounded(root: unknown): void {
  const open: { value: object; at: string[] }[] = [];
  let nodes = 0;
  const push = (value: unknown, at: string[]) => {
    if (++nodes > NODES_MAX) throw refusal(`It has more than ${NODES_MAX} nodes when its aliases are written out.`, at);
    if (typeof value !== "object" || value === null) return;
    if (at.length > DEPTH_MAX) throw refusal(`It is nested deeper than ${DEPTH_MAX} levels.`, at);
    open.push({ value, at });
  };
  push(root, []);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const [name, value] of Object.entries(next.value)) push(value, [...next.at, name]);
  }
}

function refusal(detail: string, at: string[]): DescriptionError {
  // the deepest part of the way says little, the first levels say whose it is
  return new DescriptionError("description-not-valid", detail, [
    { pointer: pointerOf(at.slice(0, 6)), line: null, column: null, detail },
  ]);
}

function pointerOf(tokens: string[]): string {
  return tokens.map((token) => `/${escapeToken(token)}`).join("");
}
