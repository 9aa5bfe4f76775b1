import type { TrialView } from "../trials/view.ts";
import type { VersionAddress } from "./reference.ts";
import type { ShownProblem } from "./send.ts";
import { sendTrial } from "./trials.ts";

/** What came of a call: the gateway's answer, or why there is none. */
export type Trial =
  | { isAnswered: true; method: string; answer: TrialView }
  | { isAnswered: false; problem: ShownProblem };

interface TrialCall {
  at: VersionAddress;
  /** Address of the version at the gateway. */
  base: string;
  key: { place: "header" | "query"; name: string; text: string } | undefined;
}

/** Sends a request that was made for the gateway through the portal instead, with the reader's key. */
export async function tryRequest({ at, base, key }: TrialCall, request: Request): Promise<Trial> {
  const body = await request.arrayBuffer();
  const headers = [...request.headers];
  if (key?.place === "header" && key.text !== "") headers.push([key.name, key.text]);
  const answer = await sendTrial({
    ...at,
    method: knownMethod(request.method),
    path: pathBelow(base, request.url, key),
    headers,
    body: body.byteLength === 0 ? null : toBase64(new Uint8Array(body)),
  });
  if (!answer.isOk) return { isAnswered: false, problem: answer.problem };
  return { isAnswered: true, method: request.method, answer: answer.value };
}

/** The answer's bytes as text; binary ones look as they look. */
export function answerText({ body }: TrialView): string {
  return new TextDecoder().decode(fromBase64(body));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function pathBelow(base: string, url: string, key: TrialCall["key"]): string {
  const called = new URL(url);
  const root = new URL(base);
  if (key?.place === "query" && key.text !== "") called.searchParams.set(key.name, key.text);
  const path = called.pathname.slice(root.pathname.replace(/\/$/, "").length);
  return `${path.startsWith("/") ? path : `/${path}`}${called.search}`;
}

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"] as const;

function knownMethod(method: string): (typeof methods)[number] {
  return methods.find((each) => each === method.toUpperCase()) ?? "GET";
}
