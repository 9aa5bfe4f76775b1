import type { Refusal } from "../../policies/define.ts";
import type { TakenAnswer } from "../exchange/answer-tap.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader, HeaderList } from "../exchange/header-list.ts";
import { responseLines } from "../exchange/response-lines.ts";
import type { OutgoingExchange } from "../http1/transport.ts";
import { guarded, runSteps } from "../pipeline/run.ts";
import { HeldAnswer } from "./held-answer.ts";

/** What the answer needs of the call that it belongs to. */
export interface AnswerSource {
  readonly exchange: GatewayExchange;
  readonly outgoing: OutgoingExchange | undefined;
  /** The method that the backend was asked with. */
  readonly method: string;
  /** Gives the backend up and refuses the exchange. */
  refuse(refusal: Refusal): void;
  /** Gives the backend up: the exchange has its answer. */
  stop(): void;
  /** The backend has done its part. */
  finish(): void;
}

/** The backend's answer on its way through `outbound` to the caller: streamed, or held where a policy needs its body. */
export class AnswerSide {
  private readonly source: AnswerSource;
  private isStarted = false;
  /** Parts of the body that came while a policy of `outbound` was still thinking. */
  private early: Uint8Array[] | undefined;
  private earlyEnd: readonly string[] | undefined;
  /** The answer as it is collected, where a policy of `outbound` needs its body. */
  private held: HeldAnswer | undefined;
  /** What takes the backend's answer in the caller's place. */
  private taken: TakenAnswer | undefined;

  constructor(source: AnswerSource) {
    this.source = source;
  }

  head(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    const { exchange, method } = this.source;
    this.taken = exchange.answerTap?.head(status, headerLines);
    if (this.taken !== undefined) return;
    const { outbound, holdsResponse } = exchange.document ?? exchange.operation.pipelines.default;
    if (holdsResponse) {
      const { heldBytesMax } = exchange.otherBackend ?? exchange.version.backend;
      this.held = new HeldAnswer(status, headerLines, heldBytesMax);
      return;
    }
    const length =
      method === "HEAD" && findHeader(headerLines, "content-length") === undefined ? undefined : contentLength;
    if (outbound.length === 0) {
      this.start(status, headerLines, length);
      return;
    }
    exchange.response = { status, headers: new HeaderList(headerLines) };
    guarded(exchange, () =>
      runSteps(exchange, outbound, ({ response }) => {
        if (response !== undefined) this.start(response.status, response.headers.lines, length);
      }),
    );
    if (this.isStarted) return;
    // Answered by a policy itself, or not yet: a body that nobody reads need not come.
    if (exchange.incoming.isAnswerStarted) {
      this.source.stop();
      return;
    }
    this.early = [];
    this.source.outgoing?.pause();
  }

  data(chunk: Uint8Array): void {
    if (this.taken !== undefined) {
      this.taken.data(chunk);
      return;
    }
    if (this.held?.push(chunk) === false) this.source.refuse({ problem: "backend-answer-too-large" });
    else if (this.held !== undefined) return;
    else if (!this.isStarted) this.early?.push(chunk);
    else {
      this.source.exchange.answerTap?.data(chunk);
      if (!this.source.exchange.incoming.write(chunk)) this.source.outgoing?.pause();
    }
  }

  flush(): void {
    if (this.isStarted) this.source.exchange.incoming.flush();
  }

  end(trailerLines: readonly string[]): void {
    if (this.taken !== undefined) this.answerInstead(this.taken);
    else if (this.held !== undefined) this.answerHeld(this.held);
    else if (this.isStarted) this.finish(trailerLines);
    else this.earlyEnd = trailerLines;
  }

  /** The head goes out. Everything that streams passes here, after `outbound`, and then through `data` and `finish`. */
  private start(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    const { early, earlyEnd } = this;
    const { exchange } = this.source;
    if (exchange.isOver) return;
    this.isStarted = true;
    exchange.answerTap?.started();
    exchange.status = status;
    const { requestId, answerHeaders, vary } = exchange;
    exchange.incoming.start(
      status,
      responseLines(headerLines, { requestId, headers: answerHeaders, vary }),
      contentLength,
    );
    if (early === undefined) return;
    this.early = undefined;
    for (const chunk of early) this.data(chunk);
    this.source.outgoing?.resume();
    if (earlyEnd !== undefined) this.finish(earlyEnd);
  }

  private finish(trailerLines: readonly string[]): void {
    this.source.finish();
    this.source.exchange.answerTap?.end();
    this.source.exchange.incoming.end(trailerLines);
  }

  private answerInstead(taken: TakenAnswer): void {
    this.source.finish();
    guarded(this.source.exchange, () => taken.end());
  }

  /** The backend is done: what is left is the gateway's own work, which its timeouts do not bound. */
  private answerHeld(held: HeldAnswer): void {
    this.source.finish();
    guarded(this.source.exchange, (exchange) => held.answer(exchange));
  }
}
