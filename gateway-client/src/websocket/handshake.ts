import { createHash } from "node:crypto";
import type { Refusal } from "../../policies/define.ts";
import { namedByConnection } from "../exchange/header-kinds.ts";
import { findHeader } from "../exchange/header-list.ts";
import type { IncomingExchange } from "../http1/transport.ts";

const VERSION = "13";
/** RFC 6455, 1.3. */
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Whether the caller asks for a WebSocket. Any other upgrade is not taken up: the call goes on as HTTP (RFC 9110, 7.8). */
export function isWebSocket({ upgrade, httpVersion }: IncomingExchange): boolean {
  return upgrade !== undefined && httpVersion === "1.1" && upgrade.toLowerCase() === "websocket";
}

/** What is wrong with a caller's opening handshake (RFC 6455, 4.2.1). */
export function checkHandshake({ method, headerLines, contentLength }: IncomingExchange): Refusal | undefined {
  if (method !== "GET") return broken("It is not a GET.");
  if (contentLength !== 0) return broken("It has a body.");
  if (!hasUpgradeOption(headerLines)) return broken("Connection does not name Upgrade.");
  const keys = valuesOf(headerLines, "sec-websocket-key");
  if (keys.length !== 1 || !/^[A-Za-z0-9+/]{22}==$/.test(keys[0] ?? "")) {
    return broken("Sec-WebSocket-Key is not one key of 16 bytes.");
  }
  const versions = valuesOf(headerLines, "sec-websocket-version");
  if (versions.length === 1 && versions[0] === VERSION) return undefined;
  return {
    problem: "websocket-version-not-supported",
    detail: `Version ${VERSION} of the WebSocket protocol is spoken here.`,
    headers: ["sec-websocket-version", VERSION, "upgrade", "websocket", "connection", "Upgrade"],
  };
}

/** What is wrong with a backend's answer to it (RFC 6455, 4.1): it would not speak what the caller then speaks. */
export function answerFault(requestLines: readonly string[], answerLines: readonly string[]): string | undefined {
  const key = findHeader(requestLines, "sec-websocket-key") ?? "";
  const accept = createHash("sha1").update(`${key}${ACCEPT_SUFFIX}`).digest("base64");
  if (findHeader(answerLines, "upgrade")?.toLowerCase() !== "websocket" || !hasUpgradeOption(answerLines)) {
    return "The backend switched to another protocol.";
  }
  if (findHeader(answerLines, "sec-websocket-accept") !== accept) {
    return "The backend has not understood the WebSocket handshake.";
  }
  return undefined;
}

function hasUpgradeOption(lines: readonly string[]): boolean {
  return valuesOf(lines, "connection").some((value) => namedByConnection(value)?.includes("upgrade"));
}

function valuesOf(lines: readonly string[], name: string): string[] {
  return lines.filter((_, index) => index % 2 === 1 && lines[index - 1]?.toLowerCase() === name);
}

function broken(detail: string): Refusal {
  return { problem: "websocket-handshake-invalid", detail };
}
