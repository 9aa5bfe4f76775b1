import type { StoreRules } from "../../policies/answer-rules.ts";
import type { Refusal } from "../../policies/define.ts";
import type { AnswerTap, TakenAnswer } from "../exchange/answer-tap.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { CacheKey } from "./cache-key.ts";
import { cacheStatus, type ForwardReason } from "./cache-status.ts";
import { Completion } from "./completion.ts";
import { askForConfirmation, isConfirmation, isSameByHead } from "./confirmation.ts";
import { deliverStored } from "./deliver.ts";
import type { RequestDirectives } from "./directives.ts";
import type { Flight, Landing } from "./flights.ts";
import type { AnswerTimes } from "./freshness.ts";
import { freshened, type Storable, storableOf } from "./make-content.ts";
import { Recording } from "./recording.ts";
import type { RequestFacts } from "./request-facts.ts";
import { mayStandIn } from "./reuse.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/** A call that goes on to the backend although the cache was asked. */
export interface Errand {
  readonly exchange: GatewayExchange;
  readonly key: CacheKey;
  readonly facts: RequestFacts;
  /** The request's header when it was looked up: what answers vary by. */
  readonly requestLines: readonly string[];
  readonly asked: RequestDirectives;
  readonly reason: ForwardReason;
  /** What the cache has, and the backend is to confirm or to complete. */
  readonly known: StoredAnswer | undefined;
  /** Present where others wait for this call. */
  readonly flight: Flight | undefined;
}

/** Statuses that a stored answer may stand in for (RFC 5861, 4). */
const ERROR_STATUSES = new Set([500, 502, 503, 504]);

/** Looks after one such call: makes it conditional, stores its answer, and tells those who wait for it. */
export class AnswerTask implements AnswerTap {
  readonly errand: Errand;
  /** Set where what is stored has been purged or invalidated meanwhile: the answer may be older than that. */
  isVoid = false;
  readonly #cache: AnswerCache;
  readonly #requestedAtMs: number;
  readonly #completion: Completion | undefined;
  readonly #isValidating: boolean;
  #receivedAtMs = 0;
  #backendLines: readonly string[] = [];
  #storing: { storable: Storable; recording: Recording } | undefined;

  constructor(cache: AnswerCache, errand: Errand) {
    const { exchange, known, facts, reason } = errand;
    this.#cache = cache;
    this.errand = errand;
    this.#requestedAtMs = exchange.node.now();
    this.#completion = known !== undefined && reason === "partial" ? new Completion(cache, errand, known) : undefined;
    this.#isValidating =
      known !== undefined && this.#completion === undefined && askForConfirmation(exchange, known, facts);
    this.#say(`fwd=${reason}`, undefined);
  }

  head(status: number, headerLines: readonly string[]): TakenAnswer | undefined {
    const { known, exchange, facts, reason } = this.errand;
    this.#receivedAtMs = exchange.node.now();
    this.#backendLines = headerLines;
    this.#say(`fwd=${reason}`, findHeader(headerLines, "cache-status"));
    if (known === undefined) return undefined;
    if (this.#completion !== undefined) return this.#completion.take(status, headerLines, () => this.isVoid);
    if (status === 304 && this.#isValidating && isConfirmation(known, facts, headerLines)) {
      return answerAtEnd(() => this.#confirm(known, headerLines));
    }
    if (ERROR_STATUSES.has(status) && this.#mayStandIn(known)) {
      return answerAtEnd(() => this.#standIn(known, `fwd=stale; fwd-status=${status}`));
    }
    if (exchange.method === "HEAD" && status === 200 && known.status === 200) this.#learnFromHead(known, headerLines);
    return undefined;
  }

  started(): void {
    if (this.#storing === undefined) this.#land("not-shared");
  }

  data(chunk: Uint8Array): void {
    if (this.#storing === undefined || this.#storing.recording.push(chunk)) return;
    this.#storing = undefined;
    this.#land("not-shared");
  }

  end(): void {
    const storing = this.#storing;
    if (storing === undefined) return;
    this.#storing = undefined;
    const body = storing.recording.finish();
    const isShared = !this.isVoid && this.#cache.keep(this.errand, { ...storing.storable, body });
    this.#land(isShared ? "stored" : "not-shared");
  }

  failed({ problem }: Refusal): boolean {
    const { known, exchange } = this.errand;
    this.#drop();
    this.#land("failed");
    const isBackendsFault = problem.startsWith("backend-") || problem === "gateway-overloaded";
    if (!isBackendsFault || known === undefined || exchange.incoming.isAnswerStarted) return false;
    if (!this.#mayStandIn(known)) return false;
    this.#standIn(known, "fwd=stale");
    return true;
  }

  /** Begins to store the answer as it stands at the policy's place, where that may be done. */
  store(rules: StoreRules): void {
    const { exchange, key, facts, requestLines, asked, reason } = this.errand;
    const { response, responseBody } = exchange;
    if (response === undefined || this.#storing !== undefined) return;
    const { lines } = response.headers;
    this.#receivedAtMs ||= exchange.node.now();
    const answer = { status: response.status, lines, backendLines: this.#backendLines, times: this.#times };
    const mayStore = exchange.method === "GET" && !asked.isNoStore;
    const storable = mayStore ? storableOf({ exchange, rules, key, facts, requestLines, ...answer }) : undefined;
    const bytesMax = Math.min(rules.bytesMax, this.#cache.answerBytesMax);
    if (storable === undefined || Number(findHeader(this.#backendLines, "content-length") ?? 0) > bytesMax) {
      this.#land("not-shared");
      return;
    }
    this.#say(`fwd=${reason}; stored`, storable.upstreamStatus);
    this.#storing = { storable, recording: new Recording(this.#cache.recordings, bytesMax) };
    if (responseBody === undefined) return;
    this.data(responseBody.bytes);
    this.end();
  }

  /** The exchange is over, however it ended. */
  over(isCallerGone: boolean): void {
    const isCut = isCallerGone || this.#storing !== undefined;
    this.#drop();
    this.#land(isCut ? "abandoned" : "not-shared");
    this.#cache.forgetTask(this);
  }

  #confirm(known: StoredAnswer, headerLines: readonly string[]): void {
    const { exchange, facts } = this.errand;
    const answer = freshened(known, headerLines, this.#times);
    const isKept = !this.isVoid && this.#cache.replaceStored(known, answer);
    this.#cache.count("revalidated");
    this.#land(isKept && answer.freshUntilMs > this.#receivedAtMs ? "stored" : "not-shared");
    deliverStored(exchange, answer, facts, "fwd=stale; fwd-status=304");
  }

  #standIn(known: StoredAnswer, said: string): void {
    this.#land("failed");
    this.#cache.count("stale");
    deliverStored(this.errand.exchange, known, this.errand.facts, `${said}; detail=stale-if-error`);
  }

  #learnFromHead(known: StoredAnswer, headerLines: readonly string[]): void {
    if (!isSameByHead(known, headerLines)) this.#cache.deleteStored(known);
    else if (!this.isVoid) this.#cache.replaceStored(known, freshened(known, headerLines, this.#times));
  }

  #mayStandIn(known: StoredAnswer): boolean {
    return known.isKept && !this.errand.asked.isNoCache && mayStandIn(known, this.errand.exchange.node.now());
  }

  get #times(): AnswerTimes {
    return { requestedAtMs: this.#requestedAtMs, receivedAtMs: this.#receivedAtMs };
  }

  #land(landing: Landing): void {
    this.errand.flight?.land(landing);
  }

  #drop(): void {
    this.#storing?.recording.drop();
    this.#storing = undefined;
    this.#completion?.drop();
  }

  #say(said: string, upstream: string | undefined): void {
    const { exchange } = this.errand;
    exchange.cacheResult = said;
    exchange.setAnswerHeader("cache-status", cacheStatus(said, upstream));
  }
}

/** Lets the backend finish first, so that its connection can carry the next call. */
function answerAtEnd(answer: () => void): TakenAnswer {
  return { data: () => undefined, end: answer };
}
