import { HeldBody } from "../../policies/held-body.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader, HeaderList } from "../exchange/header-list.ts";
import { sendAnswer } from "../pipeline/answer.ts";
import { indexOfStep, type Step } from "../pipeline/document.ts";
import { runSteps } from "../pipeline/run.ts";
import { sendHeld } from "../proxy/held-answer.ts";
import { cacheStatus } from "./cache-status.ts";
import { isRangeMeant, isUnmodified } from "./preconditions.ts";
import { parseRange } from "./ranges.ts";
import type { RequestFacts } from "./request-facts.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/** What a 304 tells of the answer that the caller has (RFC 9110, 15.4.5). */
const NOT_MODIFIED_NAMES = new Set(["cache-control", "content-location", "date", "etag", "expires", "vary"]);

/**
 * Answers an exchange with a stored answer: as the caller's conditions and range ask for it (RFC 9111, 4.3.2; RFC 9110, 14), and
 * through the policies behind the one that stored it. `said` goes into `Cache-Status`.
 */
export function deliverStored(
  exchange: GatewayExchange,
  answer: StoredAnswer,
  facts: RequestFacts,
  said: string,
): void {
  const nowMs = exchange.node.now();
  exchange.cacheResult = said;
  const rest = stepsBehind(exchange, answer);
  const isPlain = facts.ifNoneMatch === undefined && facts.ifModifiedSince === undefined && facts.range === undefined;
  if (isPlain && rest.length === 0 && answer.status !== 206 && writeAtOnce(exchange, answer, said, nowMs)) return;

  const { status, headers, body } = selected(exchange, answer, facts);
  headers.push("age", String(answer.ageSeconds(nowMs)));
  exchange.setAnswerHeader("cache-status", cacheStatus(said, answer.content.upstreamStatus));
  if (rest.length === 0) {
    sendAnswer(exchange, { status, headers, body });
    return;
  }
  exchange.response = { status, headers: new HeaderList(headers) };
  exchange.responseBody = new HeldBody(body ?? new Uint8Array(), findHeader(headers, "content-type"));
  runSteps(exchange, rest, sendHeld);
}

/** The common case: everything is written as it is kept, behind the few lines that differ from call to call. */
function writeAtOnce(exchange: GatewayExchange, answer: StoredAnswer, said: string, nowMs: number): boolean {
  const { incoming, answerHeaders, vary, requestId } = exchange;
  if (incoming.answerPrepared === undefined || exchange.isOver || incoming.isAnswerStarted) return false;
  const status = cacheStatus(said, answer.content.upstreamStatus);
  let more = `age: ${answer.ageSeconds(nowMs)}\r\n`;
  if (answerHeaders === undefined) {
    more += `cache-status: ${status}\r\n`;
  } else {
    exchange.setAnswerHeader("cache-status", status);
    for (let i = 0; i < answerHeaders.length; i += 2) {
      // One of these takes the place of the stored ones of its name.
      if (answer.hasHeader(answerHeaders[i] ?? "")) return false;
      more += `${answerHeaders[i]}: ${answerHeaders[i + 1]}\r\n`;
    }
  }
  if (vary !== undefined) more += `vary: ${vary.join(", ")}\r\n`;
  exchange.status = answer.status;
  incoming.answerPrepared(answer.opening, `${more}x-request-id: ${requestId}\r\n`, answer.body);
  return true;
}

interface Selected {
  readonly status: number;
  readonly headers: string[];
  readonly body: Uint8Array | undefined;
}

/** The whole answer, a part of it, or that the caller has it already. */
function selected(exchange: GatewayExchange, answer: StoredAnswer, facts: RequestFacts): Selected {
  const { part } = answer.content;
  if (answer.status !== 200 && part === undefined) return whole(answer);
  if (isUnmodified(facts, answer)) return notModified(answer);
  if (facts.range === undefined || exchange.method !== "GET" || !isRangeMeant(facts.ifRange, answer)) {
    return whole(answer);
  }
  const length = part?.length ?? answer.bodyBytes;
  const range = parseRange(facts.range, length);
  if (range === undefined) return whole(answer);
  if (range === "unsatisfiable") {
    return { status: 416, headers: ["content-range", `bytes */${length}`], body: undefined };
  }
  const offset = part?.first ?? 0;
  const headers = withoutNamed(answer.lines, "content-range");
  headers.push("content-range", `bytes ${range.first}-${range.last}/${length}`);
  return { status: 206, headers, body: answer.bodyBuffer.subarray(range.first - offset, range.last + 1 - offset) };
}

function whole(answer: StoredAnswer): Selected {
  return { status: answer.status, headers: answer.lines, body: answer.bodyBuffer };
}

function notModified(answer: StoredAnswer): Selected {
  const headers: string[] = [];
  const { lines } = answer;
  for (let i = 0; i < lines.length; i += 2) {
    if (NOT_MODIFIED_NAMES.has((lines[i] ?? "").toLowerCase())) headers.push(lines[i] ?? "", lines[i + 1] ?? "");
  }
  return { status: 304, headers, body: undefined };
}

function withoutNamed(lines: readonly string[], name: string): string[] {
  const list = new HeaderList(lines);
  list.delete(name);
  return [...list.lines];
}

/** The policies of `outbound` behind the one that stored the answer. */
function stepsBehind({ document, operation }: GatewayExchange, { content }: StoredAnswer): readonly Step[] {
  const { outbound } = document ?? operation.pipelines.default;
  const at = indexOfStep(outbound, content.rules.stepId);
  return at === outbound.length - 1 ? NO_STEPS : outbound.slice(at + 1);
}

const NO_STEPS: readonly Step[] = [];
