import { CONNECTION, HOP, kindOf, namedByConnection, REQUEST_ID, UPGRADE } from "./header-kinds.ts";
import { isOneOf, withoutNames } from "./request-lines.ts";

/** What the gateway adds to an answer. */
export interface AnswerAdditions {
  readonly requestId: string;
  /** Name and value in turn, names in lower case: each takes the place of the backend's. */
  readonly headers: readonly string[] | undefined;
  /** Request headers that the answer depends on. */
  readonly vary: readonly string[] | undefined;
}

/** The header of the answer, without framing: the backend's lines without those of its connection, then the gateway's. */
export function responseLines(lines: readonly string[], additions: AnswerAdditions): string[] {
  const { headers, vary } = additions;
  const replaced = headers?.filter((_, index) => index % 2 === 0);
  const out: string[] = [];
  let connectionNames: string[] | undefined;
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i] ?? "";
    const kind = kindOf(name);
    if (kind === HOP || kind === UPGRADE || kind === REQUEST_ID) continue;
    if (kind === CONNECTION) {
      connectionNames = namedByConnection(lines[i + 1] ?? "")?.concat(connectionNames ?? []) ?? connectionNames;
      continue;
    }
    if (replaced !== undefined && isOneOf(name, replaced)) continue;
    out.push(name, lines[i + 1] ?? "");
  }
  const kept = connectionNames === undefined ? out : withoutNames(out, connectionNames);
  if (headers !== undefined) for (const text of headers) kept.push(text);
  if (vary !== undefined) kept.push("vary", vary.join(", "));
  kept.push("x-request-id", additions.requestId);
  return kept;
}
