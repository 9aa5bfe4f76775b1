import type { Refusal } from "../../policies/define.ts";
import type { UpstreamError, UpstreamFault } from "../http1/transport.ts";

const problemsByFault: Record<UpstreamFault, Refusal> = {
  unreachable: { problem: "backend-unreachable", detail: "The backend does not accept connections." },
  closed: { problem: "backend-unreachable", detail: "The backend closed the connection before its answer was whole." },
  "connect-timeout": { problem: "backend-timeout", detail: "The backend did not accept a connection in time." },
  "first-byte-timeout": { problem: "backend-timeout", detail: "The backend did not begin its answer in time." },
  "idle-timeout": { problem: "backend-timeout", detail: "The backend fell silent." },
  "invalid-answer": { problem: "backend-answer-invalid", detail: "The backend's answer breaks the rules of HTTP." },
  overloaded: { problem: "gateway-overloaded", detail: "Too many calls wait for this backend.", retryAfterSeconds: 1 },
};

/** What a caller is told. Names and addresses of backends are not among it. */
export function refusalFor({ fault }: UpstreamError): Refusal {
  return problemsByFault[fault];
}

const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

/** RFC 9110, 9.2.2: sent twice it does what it does sent once. */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method);
}
