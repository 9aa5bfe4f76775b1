import type { Refusal } from "../../policies/define.ts";
import type { ForwardTimeouts } from "../../policies/exchange.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader, HeaderList } from "../exchange/header-list.ts";
import { tooLarge } from "../exchange/hold-request.ts";
import { responseLines } from "../exchange/response-lines.ts";
import type { AnswerSink, BodySink, OutgoingExchange, UpstreamError } from "../http1/transport.ts";
import { conclude, guarded, runSteps } from "../pipeline/run.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";
import { chooseTarget } from "./choose-target.ts";
import { HeldAnswer } from "./held-answer.ts";
import { becomesGet, Repeats, redirectOf } from "./repeats.ts";
import { backendTarget } from "./target-path.ts";
import type { Expiring } from "./total-deadlines.ts";
import { isIdempotent, refusalFor } from "./upstream-faults.ts";

/** Sends the exchange to its backend, the answer through `outbound`, and then on to the caller. Nothing is buffered. */
export function forward(exchange: GatewayExchange): void {
  new Forwarding(exchange).begin();
}

class Forwarding implements AnswerSink, Expiring {
  readonly deadlineMs: number;
  place = -1;
  private readonly exchange: GatewayExchange;
  private readonly timeouts: ForwardTimeouts;
  private readonly beganMs: number;
  private outgoing: OutgoingExchange | undefined;
  private target: BackendTarget | undefined;
  private tried: BackendTarget[] | undefined;
  private hasRetriedStale = false;
  private isSending = false;
  private isBodyWanted = false;
  private isBodyBegun = false;
  private isAnswering = false;
  /** Parts of the body that came while a policy of `outbound` was still thinking. */
  private early: Uint8Array[] | undefined;
  private earlyEnd: readonly string[] | undefined;
  /** The answer as it is collected, where a policy of `outbound` needs its body. */
  private held: HeldAnswer | undefined;
  private repeats: Repeats | undefined;
  private waiting: NodeJS.Timeout | undefined;
  private requestTarget = "";
  /** Where redirects have led to, and whether what is asked for there is another request than the first. */
  private redirected: { target: BackendTarget; requestTarget: string; isGet: boolean } | undefined;
  private redirects = 0;

  constructor(exchange: GatewayExchange) {
    const { timeouts } = exchange.version.backend;
    this.exchange = exchange;
    this.timeouts = exchange.timeouts === undefined ? timeouts : { ...timeouts, ...exchange.timeouts };
    this.beganMs = performance.now();
    this.deadlineMs = this.beganMs + this.timeouts.totalMs;
  }

  begin(): void {
    const { exchange } = this;
    exchange.node.deadlines.add(this);
    exchange.forwarding = this;
    // What is read as a whole need not be packed on its last hop.
    if (exchange.document?.holdsResponse) exchange.request.set("accept-encoding", "identity");
    exchange.incoming.onDrain = () => this.outgoing?.resume();
    if (exchange.retry !== undefined) this.repeats = new Repeats(exchange);
    this.attempt();
  }

  onReady(): void {
    // Called from within `send` when a connection was free: then the exchange to write to is not known yet.
    if (this.isSending) this.isBodyWanted = true;
    else this.sendBody();
  }

  onInformation(status: number, headerLines: readonly string[]): void {
    // 100 is between the two hops; whoever waited for it was told when the body was asked for.
    if (status !== 100 && this.exchange.incoming.httpVersion !== "1.0")
      this.exchange.incoming.inform(status, headerLines);
  }

  onHead(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    const { exchange } = this;
    if (this.repeats !== undefined && this.isAskedAgain(status, headerLines)) return;
    if (exchange.redirectsMax > 0 && this.isRedirected(status, headerLines)) return;
    const { outbound, holdsResponse } = exchange.document ?? exchange.operation.pipelines.default;
    if (holdsResponse) {
      this.held = new HeldAnswer(status, headerLines);
      return;
    }
    const length =
      this.method === "HEAD" && findHeader(headerLines, "content-length") === undefined ? undefined : contentLength;
    if (outbound.length === 0) {
      this.startAnswer(status, headerLines, length);
      return;
    }
    exchange.response = { status, headers: new HeaderList(headerLines) };
    this.early = [];
    guarded(exchange, () =>
      runSteps(exchange, outbound, ({ response }) => {
        if (response !== undefined) this.startAnswer(response.status, response.headers.lines, length);
      }),
    );
    // Answered by a policy itself, or not yet: a body that nobody reads need not come.
    if (!this.isAnswering && exchange.incoming.isAnswerStarted) this.stop();
    else if (!this.isAnswering) this.outgoing?.pause();
  }

  onData(chunk: Uint8Array): void {
    if (this.held?.push(chunk) === false) this.refuse({ problem: "backend-answer-too-large" });
    else if (this.held !== undefined) return;
    else if (!this.isAnswering) this.early?.push(chunk);
    else if (!this.exchange.incoming.write(chunk)) this.outgoing?.pause();
  }

  onPause(): void {
    if (this.isAnswering) this.exchange.incoming.flush();
  }

  onEnd(trailerLines: readonly string[]): void {
    this.outgoing = undefined;
    this.exchange.upstreamMs = performance.now() - this.beganMs;
    if (this.held !== undefined) this.answerHeld(this.held);
    else if (this.isAnswering) this.endAnswer(trailerLines);
    else this.earlyEnd = trailerLines;
  }

  onDrain(): void {
    this.exchange.incoming.resumeBody();
  }

  onError(error: UpstreamError): void {
    this.outgoing = undefined;
    this.isSending = false;
    if (this.exchange.isOver) return;
    const isFresh = !this.exchange.incoming.isAnswerStarted && !this.isBodyBegun;
    if (isFresh && this.mayTryAgain(error)) this.attempt();
    else if (!this.exchange.incoming.isAnswerStarted && this.isAskedAgain(0, [])) return;
    else this.giveUp(refusalFor(error));
  }

  expire(): void {
    clearTimeout(this.waiting);
    this.outgoing?.abort();
    this.outgoing = undefined;
    this.giveUp({ problem: "backend-timeout", detail: "The call took longer than it may." });
  }

  private attempt(): void {
    const { exchange, redirected } = this;
    const target = redirected?.target ?? chooseTarget(exchange.version.backend, this.tried);
    if (target === undefined) {
      this.giveUp({ problem: "backend-unreachable" });
      return;
    }
    this.target = target;
    this.requestTarget = redirected?.requestTarget ?? backendTarget(exchange, target);
    const request = {
      method: this.method,
      target: this.requestTarget,
      headerLines: ["host", target.host, ...exchange.backendLines()],
      contentLength: redirected?.isGet ? 0 : exchange.contentLength,
    };
    this.isSending = true;
    const outgoing = exchange.node.pools.get(target).send(request, this, this.timeouts);
    this.isSending = false;
    if (exchange.isOver) {
      outgoing.abort();
      return;
    }
    this.outgoing = outgoing;
    if (this.isBodyWanted) this.sendBody();
  }

  private sendBody(): void {
    this.isBodyWanted = false;
    const { requestBody } = this.exchange;
    if (this.redirected?.isGet) return;
    if (requestBody !== undefined) {
      if (requestBody.bytes.length === 0) return;
      this.outgoing?.write(requestBody.bytes);
      this.outgoing?.end();
      return;
    }
    if (this.isBodyBegun || this.exchange.incoming.contentLength === 0) return;
    this.isBodyBegun = true;
    this.exchange.incoming.readBody(this.bodySink());
  }

  private bodySink(): BodySink {
    const { incoming, requestBytesMax = Number.POSITIVE_INFINITY } = this.exchange;
    return {
      onData: (chunk) => {
        if (incoming.bytesIn > requestBytesMax) this.refuse(tooLarge(requestBytesMax));
        else if (this.outgoing?.write(chunk) === false) incoming.pauseBody();
      },
      onEnd: (trailerLines) => this.outgoing?.end(trailerLines),
      onBroken: (fault) => {
        this.outgoing?.abort();
        this.outgoing = undefined;
        if (fault !== undefined) this.giveUp({ problem: "bad-request", detail: fault.message, status: fault.status });
      },
    };
  }

  private startAnswer(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    const { exchange, early, earlyEnd } = this;
    if (exchange.isOver) return;
    this.isAnswering = true;
    exchange.status = status;
    const { requestId, answerHeaders, vary } = exchange;
    exchange.incoming.start(
      status,
      responseLines(headerLines, { requestId, headers: answerHeaders, vary }),
      contentLength,
    );
    if (early === undefined) return;
    this.early = undefined;
    for (const chunk of early) this.onData(chunk);
    this.outgoing?.resume();
    if (earlyEnd !== undefined) this.endAnswer(earlyEnd);
  }

  private endAnswer(trailerLines: readonly string[]): void {
    this.exchange.node.deadlines.delete(this);
    this.exchange.incoming.end(trailerLines);
  }

  /** Another target when this one cannot be reached; the same once more when a kept connection turned out to be closed. */
  private mayTryAgain(error: UpstreamError): boolean {
    if (error.fault === "unreachable" || error.fault === "connect-timeout") {
      if (this.target !== undefined) this.tried = [...(this.tried ?? []), this.target];
      return this.tried !== undefined && this.tried.length < this.exchange.version.backend.targets.length;
    }
    if (error.fault !== "closed" || !error.isUnsent || this.hasRetriedStale) return false;
    this.hasRetriedStale = true;
    return isIdempotent(this.method);
  }

  /** The backend is done: what is left is the gateway's own work, which its timeouts do not bound. */
  private answerHeld(held: HeldAnswer): void {
    this.exchange.node.deadlines.delete(this);
    guarded(this.exchange, (exchange) => held.answer(exchange));
  }

  /** Gives the backend up and refuses the exchange. */
  private refuse(refusal: Refusal): void {
    this.stop();
    this.giveUp(refusal);
  }

  /** Sends the request once more, after a while, where the policy `retry` wants that. */
  private isAskedAgain(status: number, headerLines: readonly string[]): boolean {
    const delayMs = this.canReplay ? this.repeats?.delayMs(status, headerLines) : undefined;
    if (delayMs === undefined) return false;
    this.outgoing?.abort();
    this.outgoing = undefined;
    this.tried = undefined;
    this.waiting = setTimeout(() => guarded(this.exchange, () => this.attempt()), delayMs);
    return true;
  }

  private isRedirected(status: number, headerLines: readonly string[]): boolean {
    const { exchange, target } = this;
    if (target === undefined || this.redirects >= exchange.redirectsMax) return false;
    const requestTarget = redirectOf(status, headerLines, target, this.requestTarget);
    const isGet = this.redirected?.isGet || becomesGet(status, this.method);
    if (requestTarget === undefined || !(isGet || this.canReplay)) return false;
    this.outgoing?.abort();
    this.outgoing = undefined;
    this.redirects++;
    this.redirected = { target, requestTarget, isGet };
    this.attempt();
    return true;
  }

  /** A body that streamed is gone. */
  private get canReplay(): boolean {
    return !this.isBodyBegun || this.exchange.requestBody !== undefined;
  }

  private get method(): string {
    if (this.redirected?.isGet) return "GET";
    return this.exchange.otherMethod ?? this.exchange.method;
  }

  /** Refuses the exchange, or cuts an answer that has begun: the caller must not take it for whole. */
  private giveUp(refusal: Refusal): void {
    const { exchange } = this;
    exchange.node.deadlines.delete(this);
    exchange.upstreamMs = performance.now() - this.beganMs;
    if (exchange.incoming.isAnswerStarted) exchange.incoming.abort();
    else conclude(exchange, refusal, undefined);
  }

  /** The exchange is over: whatever the backend still does is in vain. */
  stop(): void {
    clearTimeout(this.waiting);
    this.exchange.node.deadlines.delete(this);
    this.outgoing?.abort();
    this.outgoing = undefined;
  }
}
