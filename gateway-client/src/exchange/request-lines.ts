import type { CallerCertificate } from "../../policies/caller-certificate.ts";
import { type SpanContext, traceparentOf } from "../otlp/span-context.ts";
import type { Peer } from "./client-address.ts";
import { type ForwardedStyle, pushForwarded } from "./forwarded.ts";
import { CONNECTION, kindOf, namedByConnection, PASS, TRACEPARENT, TRACESTATE, VIA } from "./header-kinds.ts";
import { isNamed } from "./header-list.ts";
import { isTraceparent, makeId, makeSpanId } from "./trace-context.ts";

export interface RequestLinesInput {
  readonly headerLines: readonly string[];
  readonly authority: string;
  readonly isSecure: boolean;
  readonly httpVersion: string;
  readonly peer: Peer;
  readonly forwardedStyle: ForwardedStyle;
  /** Told to the backend where it is trusted. */
  readonly clientCertificate: CallerCertificate | undefined;
  readonly requestId: string;
  /** The gateway's own place in the trace, where it has one: the backend's parent. */
  readonly span: SpanContext | undefined;
  /** Lower-case names of the headers that carry credentials of ours. */
  readonly credentialHeaders: readonly string[];
}

/**
 * The header for the backend, without `Host` and framing: the caller's lines without those of its connection and without
 * credentials of ours, then what the gateway says itself.
 */
export function requestLines(input: RequestLinesInput): string[] {
  const { headerLines, credentialHeaders } = input;
  const out: string[] = [];
  let connectionNames: string[] | undefined;
  let traceparent: string | undefined;
  let tracestate: string | undefined;
  let via = "";
  for (let i = 0; i < headerLines.length; i += 2) {
    const name = headerLines[i] ?? "";
    const value = headerLines[i + 1] ?? "";
    switch (kindOf(name)) {
      case PASS:
        if (!isOneOf(name, credentialHeaders)) out.push(name, value);
        break;
      case CONNECTION:
        connectionNames = namedByConnection(value)?.concat(connectionNames ?? []) ?? connectionNames;
        break;
      case TRACEPARENT:
        traceparent = value;
        break;
      case TRACESTATE:
        tracestate = tracestate === undefined ? value : `${tracestate}, ${value}`;
        break;
      case VIA:
        via += `${value}, `;
    }
  }
  const kept = connectionNames === undefined ? out : withoutNames(out, connectionNames);
  kept.push("via", `${via}${input.httpVersion} gatehouse`);
  pushForwarded(kept, input.forwardedStyle, input.peer, input);
  if (input.clientCertificate?.isTrusted) kept.push("client-cert", byteSequence(input.clientCertificate.raw));
  kept.push("x-request-id", input.requestId);
  if (input.span === undefined) pushTrace(kept, traceparent, tracestate, input.requestId);
  else pushSpan(kept, input.span, tracestate);
  return kept;
}

/** RFC 8941, 3.3.5. */
function byteSequence(bytes: Uint8Array): string {
  return `:${Buffer.from(bytes).toString("base64")}:`;
}

/** The backend's call is below the gateway's span. What vendors said of the caller's trace is kept with it alone. */
function pushSpan(out: string[], span: SpanContext, tracestate: string | undefined): void {
  out.push("traceparent", traceparentOf(span));
  if (tracestate !== undefined && span.parentSpanId !== undefined) out.push("tracestate", tracestate);
}

/** The caller's trace goes on; without one a new trace begins, named after the request where its id can be a trace's. */
function pushTrace(out: string[], traceparent: string | undefined, tracestate: string | undefined, id: string): void {
  if (traceparent !== undefined && isTraceparent(traceparent)) {
    out.push("traceparent", traceparent);
    if (tracestate !== undefined) out.push("tracestate", tracestate);
    return;
  }
  const traceId = /^[0-9a-f]{32}$/.test(id) ? id : makeId();
  out.push("traceparent", `00-${traceId}-${makeSpanId()}-01`);
}

export function isOneOf(name: string, names: readonly string[]): boolean {
  for (const candidate of names) if (isNamed(name, candidate)) return true;
  return false;
}

export function withoutNames(lines: readonly string[], names: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i] ?? "";
    if (!isOneOf(name, names)) kept.push(name, lines[i + 1] ?? "");
  }
  return kept;
}
