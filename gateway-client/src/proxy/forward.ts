import type { Answer, Refusal } from "../../policies/define.ts";
import type { ForwardTimeouts } from "../../policies/exchange.ts";
import type { BackendCall } from "../backends/backend-call.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { ByteChannel } from "../http1/byte-channel.ts";
import type { AnswerSink, OutgoingExchange, UpstreamError } from "../http1/transport.ts";
import { conclude, guarded } from "../pipeline/run.ts";
import type { BackendTarget, LoadedBackend } from "../snapshot/loaded-api.ts";
import { AnswerSide, type AnswerSource } from "./answer-side.ts";
import { chooseTarget } from "./choose-target.ts";
import { HeldAnswer } from "./held-answer.ts";
import { openTunnel } from "./open-tunnel.ts";
import { Redirects } from "./redirects.ts";
import { Repeats } from "./repeats.ts";
import { type BodyCarrier, streamBody, writeHeld } from "./request-body.ts";
import { backendTarget } from "./target-path.ts";
import type { Expiring } from "./total-deadlines.ts";
import { isIdempotent, refusalFor } from "./upstream-faults.ts";

/** Sends the exchange to its backend, the answer through `outbound`, and then on to the caller. Nothing is buffered. */
export function forward(exchange: GatewayExchange): void {
  exchange.node.cache.beforeForward(exchange);
  if (exchange.backendAnswer === undefined) new Forwarding(exchange).begin();
  else answerInPlace(exchange, exchange.backendAnswer);
}

/** A policy has the answer: it goes the way that a backend's goes when it is held. */
function answerInPlace(exchange: GatewayExchange, { status, headers, body = "" }: Answer): void {
  const held = new HeldAnswer(status, headers);
  if (held.push(Buffer.from(body))) guarded(exchange, () => held.answer(exchange));
  else conclude(exchange, { problem: "backend-answer-too-large" }, undefined);
}

/** One call of the backend over as many attempts as it takes; the bodies have their own sides of it. */
class Forwarding implements AnswerSink, AnswerSource, BodyCarrier, Expiring {
  readonly exchange: GatewayExchange;
  readonly deadlineMs: number;
  place = -1;
  outgoing: OutgoingExchange | undefined;
  private readonly backend: LoadedBackend;
  private readonly timeouts: ForwardTimeouts;
  private readonly beganMs: number;
  private readonly answer: AnswerSide;
  /** What the attempt under way says of a backend that has a choice of targets, or is watched. */
  private call: BackendCall | undefined;
  private target: BackendTarget | undefined;
  private requestTarget = "";
  private tried: BackendTarget[] | undefined;
  private hasRetriedStale = false;
  private isBodyBegun = false;
  private repeats: Repeats | undefined;
  private redirects: Redirects | undefined;
  private waiting: NodeJS.Timeout | undefined;

  constructor(exchange: GatewayExchange) {
    const backend = exchange.otherBackend ?? exchange.version.backend;
    const { timeouts } = backend;
    this.exchange = exchange;
    this.backend = backend;
    this.timeouts = exchange.timeouts === undefined ? timeouts : { ...timeouts, ...exchange.timeouts };
    this.beganMs = performance.now();
    this.deadlineMs = this.beganMs + this.timeouts.totalMs;
    this.answer = new AnswerSide(this);
  }

  begin(): void {
    const { exchange } = this;
    exchange.node.deadlines.add(this);
    exchange.forwarding = this;
    // What is read as a whole need not be packed on its last hop.
    if (exchange.document?.holdsResponse) exchange.request.set("accept-encoding", "identity");
    exchange.incoming.onDrain = () => this.outgoing?.resume();
    if (exchange.retry !== undefined) this.repeats = new Repeats(exchange, this.backend);
    if (exchange.redirectsMax > 0) this.redirects = new Redirects(exchange.redirectsMax);
    this.attempt();
  }

  get method(): string {
    if (this.redirects?.reached?.isGet) return "GET";
    return this.exchange.otherMethod ?? this.exchange.method;
  }

  onReady(outgoing: OutgoingExchange): void {
    this.outgoing = outgoing;
    this.sendBody();
  }

  onInformation(status: number, headerLines: readonly string[]): void {
    // 100 is between the two hops; whoever waited for it was told when the body was asked for.
    if (status !== 100 && this.exchange.incoming.httpVersion !== "1.0")
      this.exchange.incoming.inform(status, headerLines);
  }

  onSwitch(headerLines: readonly string[], backend: ByteChannel): void {
    const { exchange, call } = this;
    this.outgoing = undefined;
    this.finish();
    call?.answered(101);
    exchange.upstreamMs = performance.now() - this.beganMs;
    exchange.trace?.attemptAnswered(101);
    const onEnd = () => {
      call?.end();
      exchange.trace?.attemptEnded();
    };
    openTunnel(exchange, { headerLines, backend, onEnd });
  }

  onHead(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    this.exchange.trace?.attemptAnswered(status);
    this.call?.answered(status);
    if (this.repeats !== undefined && this.isAskedAgain(status, headerLines)) return;
    if (this.redirects !== undefined && this.isRedirected(this.redirects, status, headerLines)) return;
    this.answer.head(status, headerLines, contentLength);
  }

  onData(chunk: Uint8Array): void {
    this.answer.data(chunk);
  }

  onPause(): void {
    this.answer.flush();
  }

  onEnd(trailerLines: readonly string[]): void {
    this.outgoing = undefined;
    this.call?.end();
    this.exchange.upstreamMs = performance.now() - this.beganMs;
    this.exchange.trace?.attemptEnded();
    this.answer.end(trailerLines);
  }

  onDrain(): void {
    this.exchange.incoming.resumeBody();
  }

  onError(error: UpstreamError): void {
    this.outgoing = undefined;
    this.exchange.trace?.attemptFailed(error.fault, error.message);
    if (this.call !== undefined) endFailed(this.call, error);
    if (this.exchange.isOver) return;
    const isFresh = !this.exchange.incoming.isAnswerStarted && !this.isBodyBegun;
    if (isFresh && this.mayTryAgain(error)) this.attempt();
    else if (!this.exchange.incoming.isAnswerStarted && this.isAskedAgain(0, [])) return;
    else this.giveUp(refusalFor(error));
  }

  expire(): void {
    this.call?.failed();
    this.exchange.trace?.attemptFailed("timeout", "the call took longer than it may");
    this.refuse({ problem: "backend-timeout", detail: "The call took longer than it may." });
  }

  refuse(refusal: Refusal): void {
    this.stop();
    this.giveUp(refusal);
  }

  finish(): void {
    this.exchange.node.deadlines.delete(this);
  }

  /** Whatever the backend still does is in vain: the exchange is over, or has another answer. */
  stop(): void {
    clearTimeout(this.waiting);
    this.finish();
    this.abandon();
  }

  private attempt(): void {
    const { exchange } = this;
    const redirected = this.redirects?.reached;
    const target = this.backend.only ?? this.choose(redirected?.target);
    if (target === undefined) return;
    this.target = target;
    this.requestTarget = redirected?.requestTarget ?? backendTarget(exchange, target);
    const request = {
      method: this.method,
      target: this.requestTarget,
      headerLines: ["host", target.host, ...exchange.backendLines()],
      contentLength: redirected?.isGet ? 0 : exchange.contentLength,
      upgrade: exchange.upgrade,
    };
    exchange.trace?.beginAttempt(target.origin, request.method, this.requestTarget);
    const outgoing = exchange.node.pools.get(target, exchange.wayThere).send(request, this, this.timeouts);
    this.outgoing = outgoing;
    if (exchange.isOver) this.abandon();
  }

  private choose(bound: BackendTarget | undefined): BackendTarget | undefined {
    const chosen = chooseTarget(this.exchange, { backend: this.backend, tried: this.tried, bound });
    if ("refusal" in chosen) {
      this.giveUp(chosen.refusal);
      return undefined;
    }
    this.call = chosen;
    return chosen.target;
  }

  /** Gives the attempt under way up. */
  private abandon(): void {
    this.outgoing?.abort();
    this.outgoing = undefined;
    this.call?.end();
  }

  private sendBody(): void {
    const { exchange } = this;
    if (this.redirects?.reached?.isGet) return;
    if (exchange.requestBody !== undefined) {
      writeHeld(exchange.requestBody.bytes, this.outgoing);
    } else if (!this.isBodyBegun && exchange.incoming.contentLength !== 0) {
      this.isBodyBegun = true;
      streamBody(exchange, this);
    }
  }

  /** Another target when this one cannot be reached; the same once more when a kept connection turned out to be closed. */
  private mayTryAgain(error: UpstreamError): boolean {
    if (error.fault === "unreachable" || error.fault === "connect-timeout") {
      if (this.target !== undefined) this.tried = [...(this.tried ?? []), this.target];
      return this.tried !== undefined && this.tried.length < this.backend.targets.length;
    }
    if (error.fault !== "closed" || !error.isUnsent || this.hasRetriedStale) return false;
    this.hasRetriedStale = true;
    return isIdempotent(this.method);
  }

  /** Sends the request once more, after a while, where the policy `retry` wants that. */
  private isAskedAgain(status: number, headerLines: readonly string[]): boolean {
    const delayMs = this.canReplay ? this.repeats?.delayMs(status, headerLines) : undefined;
    if (delayMs === undefined) return false;
    this.abandon();
    this.tried = undefined;
    this.waiting = setTimeout(() => guarded(this.exchange, () => this.attempt()), delayMs);
    return true;
  }

  private isRedirected(redirects: Redirects, status: number, headerLines: readonly string[]): boolean {
    const { target, requestTarget, method, canReplay } = this;
    if (target === undefined) return false;
    if (!redirects.follow(status, headerLines, { target, requestTarget, method, canReplay })) return false;
    this.abandon();
    this.attempt();
    return true;
  }

  /** A body that streamed is gone. */
  private get canReplay(): boolean {
    return !this.isBodyBegun || this.exchange.requestBody !== undefined;
  }

  /** Refuses the exchange, or cuts an answer that has begun: the caller must not take it for whole. */
  private giveUp(refusal: Refusal): void {
    const { exchange } = this;
    this.finish();
    exchange.upstreamMs = performance.now() - this.beganMs;
    if (exchange.answerTap?.failed(refusal)) return;
    if (exchange.incoming.isAnswerStarted) exchange.incoming.abort();
    else conclude(exchange, refusal, undefined);
  }
}

/** A bound of the gateway's own, or a kept connection that had ended, says nothing of the target. */
function endFailed(call: BackendCall, { fault, isUnsent }: UpstreamError): void {
  if (fault !== "overloaded" && !(fault === "closed" && isUnsent)) call.failed();
  call.end();
}
