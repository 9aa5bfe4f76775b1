import { CONNECTION, HOP, kindOf, namedByConnection, REQUEST_ID, UPGRADE } from "../exchange/header-kinds.ts";
import { findHeader } from "../exchange/header-list.ts";
import { isOneOf } from "../exchange/request-lines.ts";

/** Written by the cache itself for every answer, or meant for the connection of a proxy (RFC 9111, 3.1). */
const NOT_STORED = ["age", "cache-status", "proxy-authentication-info"];

/** The header lines of an answer that may be stored (RFC 9111, 3.1); with a `Date`, which an answer that is kept must have. */
export function storableLines(lines: readonly string[], withheld: readonly string[], receivedAtMs: number): string[] {
  const without = [...NOT_STORED, ...withheld, ...connectionNames(lines)];
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i] ?? "";
    const kind = kindOf(name);
    if (kind === HOP || kind === UPGRADE || kind === REQUEST_ID || kind === CONNECTION) continue;
    if (!isOneOf(name, without)) kept.push(name, lines[i + 1] ?? "");
  }
  if (findHeader(kept, "date") === undefined) kept.push("date", new Date(receivedAtMs).toUTCString());
  return kept;
}

/** Fields of a stored answer that a 304 says nothing about: they belong to the body (RFC 9111, 3.2). */
const OF_THE_BODY = ["content-encoding", "content-length", "content-md5", "content-range", "etag"];

/**
 * The header lines of a stored answer after a 304 or the answer to a HEAD: every field that came replaces all lines of its name
 * (RFC 9111, 3.2), but those of the body and those that policies had made their own.
 */
export function freshenedLines(
  stored: readonly string[],
  came: readonly string[],
  ownNames: readonly string[],
): string[] {
  const kept = [...OF_THE_BODY, ...ownNames];
  const updates: string[] = [];
  for (let i = 0; i < came.length; i += 2) {
    if (!isOneOf(came[i] ?? "", kept)) updates.push(came[i] ?? "", came[i + 1] ?? "");
  }
  const updated = updates.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const unchanged: string[] = [];
  for (let i = 0; i < stored.length; i += 2) {
    if (!isOneOf(stored[i] ?? "", updated)) unchanged.push(stored[i] ?? "", stored[i + 1] ?? "");
  }
  return [...unchanged, ...updates];
}

/** The names whose lines policies have changed between the backend's head and the answer that is stored, in lower case. */
export function changedNames(backend: readonly string[], stored: readonly string[]): string[] {
  const before = textsByName(backend);
  const after = textsByName(stored);
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}

function textsByName(lines: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (let i = 0; i < lines.length; i += 2) {
    const name = (lines[i] ?? "").toLowerCase();
    texts.set(name, `${texts.get(name) ?? ""}${lines[i + 1] ?? ""}\n`);
  }
  return texts;
}

function connectionNames(lines: readonly string[]): string[] {
  const names: string[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    if (kindOf(lines[i] ?? "") === CONNECTION) names.push(...(namedByConnection(lines[i + 1] ?? "") ?? []));
  }
  return names;
}
