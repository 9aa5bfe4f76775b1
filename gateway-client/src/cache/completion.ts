import type { TakenAnswer } from "../exchange/answer-tap.ts";
import { findHeader } from "../exchange/header-list.ts";
import { forward } from "../proxy/forward.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { Errand } from "./answer-task.ts";
import { deliverStored } from "./deliver.ts";
import { joinedParts } from "./make-content.ts";
import { parseContentRange } from "./ranges.ts";
import { Recording } from "./recording.ts";
import { storableLines } from "./storable-lines.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/** Answers with the whole where its beginning is stored: only the rest is fetched (RFC 9111, 3.4). */
export class Completion {
  readonly #cache: AnswerCache;
  readonly #errand: Errand;
  readonly #known: StoredAnswer;
  #recording: Recording | undefined;

  /** Makes the request ask for the rest, if it still is that of the same representation (RFC 9110, 13.1.5). */
  constructor(cache: AnswerCache, errand: Errand, known: StoredAnswer) {
    const { request } = errand.exchange;
    this.#cache = cache;
    this.#errand = errand;
    this.#known = known;
    request.set("range", `bytes=${(known.content.part?.last ?? 0) + 1}-`);
    if (known.strongTag !== undefined) request.set("if-range", known.strongTag);
  }

  /** Undefined where the backend has sent the whole: that goes its usual way. */
  take(status: number, headerLines: readonly string[], isVoid: () => boolean): TakenAnswer | undefined {
    if (status === 200) return undefined;
    const part = status === 206 ? parseContentRange(findHeader(headerLines, "content-range")) : undefined;
    const isRest =
      part !== undefined &&
      part.first === (this.#known.content.part?.last ?? 0) + 1 &&
      findHeader(headerLines, "etag") === this.#known.strongTag;
    const recording = new Recording(this.#cache.recordings, isRest ? this.#cache.answerBytesMax : 0);
    this.#recording = recording;
    return {
      data: (chunk) => recording.push(chunk),
      end: () => {
        const isWhole = isRest && !recording.isDropped;
        const body = recording.finish();
        const lines = storableLines(headerLines, [], this.#errand.exchange.node.now());
        const rest = isWhole ? this.#known.changed({ lines, body, part }) : undefined;
        this.#answer(rest && joinedParts(rest, this.#known), isVoid());
      },
    };
  }

  drop(): void {
    this.#recording?.drop();
  }

  #answer(whole: StoredAnswer | undefined, isVoid: boolean): void {
    const { exchange, facts, flight } = this.#errand;
    if (whole === undefined || whole.status !== 200) {
      this.#askAnew();
      return;
    }
    if (!isVoid) this.#cache.replaceStored(this.#known, whole);
    flight?.land("stored");
    deliverStored(exchange, whole, facts, "fwd=partial; fwd-status=206");
  }

  /** What is stored was of no use: the whole is asked for, as if nothing were stored. */
  #askAnew(): void {
    const { exchange, flight } = this.#errand;
    this.#cache.deleteStored(this.#known);
    flight?.land("not-shared");
    exchange.answerTap = undefined;
    exchange.request.delete("range");
    exchange.request.delete("if-range");
    forward(exchange);
  }
}
