import type { LookupRules } from "../../policies/answer-rules.ts";
import type { Outcome } from "../../policies/define.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { type CacheKey, cacheKeyOf } from "./cache-key.ts";
import { cacheStatus, type ForwardReason } from "./cache-status.ts";
import { deliverStored } from "./deliver.ts";
import { type RequestDirectives, requestDirectives } from "./directives.ts";
import type { Flight, Landing } from "./flights.ts";
import { isRangeMeant } from "./preconditions.ts";
import { parseRange } from "./ranges.ts";
import { beginRefresh } from "./refresh.ts";
import { type RequestFacts, readRequestFacts } from "./request-facts.ts";
import { judge, mayStandIn, NOTHING_ASKED } from "./reuse.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/** A call waits for others at most so often: what varies in ways that nobody could foresee must not make a queue. */
const WAITS_MAX = 3;

/** One request that asks the cache. */
export class Lookup {
  readonly #cache: AnswerCache;
  readonly #exchange: GatewayExchange;
  readonly #rules: LookupRules;
  readonly #facts: RequestFacts;
  #asked: RequestDirectives = NOTHING_ASKED;
  #key: CacheKey = NO_KEY;
  #waits = 0;
  #waitsUntilMs = 0;

  constructor(cache: AnswerCache, exchange: GatewayExchange, rules: LookupRules) {
    this.#cache = cache;
    this.#exchange = exchange;
    this.#rules = rules;
    this.#facts = readRequestFacts(exchange.incoming.headerLines);
  }

  begin(): Outcome | Promise<Outcome> {
    const { method, contentLength, upgrade } = this.#exchange;
    if (this.#exchange.answerTap !== undefined) return undefined; // Another lookup has looked already.
    if (method !== "GET" && method !== "HEAD") return this.#passBy("method");
    // Conditions that only the origin can judge (RFC 9111, 4.3.2), and bodies that may decide the answer.
    const { ifMatch, ifUnmodifiedSince, cacheControl, pragma } = this.#facts;
    if (ifMatch !== undefined || ifUnmodifiedSince !== undefined) return this.#passBy("bypass");
    if (contentLength !== 0 || upgrade !== undefined) return this.#passBy("bypass");
    if (this.#rules.honoursRequest && (cacheControl !== undefined || pragma !== undefined)) {
      this.#asked = requestDirectives(cacheControl, pragma);
    }
    if (this.#asked.isNoStore) return this.#asked.isOnlyIfCached ? notStored : this.#passBy("request");
    this.#key = cacheKeyOf(this.#exchange, this.#rules, this.#facts);
    return this.#look();
  }

  #look(): Outcome | Promise<Outcome> {
    const resource = this.#cache.find(this.#key.text);
    const answer = resource && this.#cache.select(this.#exchange, resource);
    if (answer === undefined) return this.#miss(resource === undefined ? "uri-miss" : "vary-miss");
    if (answer.status === 206) return this.#lookAtPart(answer);
    const nowMs = this.#exchange.node.now();
    const verdict = judge(answer, this.#asked, nowMs);
    if (verdict === "validate") return this.#fetch("stale", answer);
    if (verdict === "stale-while-revalidate") this.#refresh(answer);
    return this.#use(answer, nowMs);
  }

  /** What is stored of a part answers what lies within it, and spares the whole its beginning (RFC 9111, 3.3 and 3.4). */
  #lookAtPart(answer: StoredAnswer): Outcome | Promise<Outcome> {
    const { part } = answer.content;
    const { range, ifRange } = this.#facts;
    const nowMs = this.#exchange.node.now();
    if (part === undefined || judge(answer, this.#asked, nowMs) !== "fresh") return this.#miss("stale");
    if (range === undefined) {
      const isBeginning = part.first === 0 && answer.strongTag !== undefined && this.#exchange.method === "GET";
      return isBeginning ? this.#fetch("partial", answer) : this.#miss("partial");
    }
    const wanted = isRangeMeant(ifRange, answer) ? parseRange(range, part.length) : undefined;
    const isWithin =
      wanted !== undefined && wanted !== "unsatisfiable" && wanted.first >= part.first && wanted.last <= part.last;
    return isWithin && this.#exchange.method === "GET" ? this.#use(answer, nowMs) : this.#miss("partial");
  }

  #use(answer: StoredAnswer, nowMs: number): Outcome {
    const ttl = Math.floor((answer.freshUntilMs - nowMs) / 1000);
    answer.isVisited = true;
    this.#cache.count(ttl < 0 ? "stale" : "hit");
    const said = this.#waits > 0 ? "fwd=uri-miss; collapsed" : `hit; ttl=${ttl}`;
    return { status: answer.status, deliver: () => deliverStored(this.#exchange, answer, this.#facts, said) };
  }

  #miss(reason: ForwardReason): Outcome | Promise<Outcome> {
    return this.#fetch(reason, undefined);
  }

  /** One call fetches; those that come meanwhile wait for it, where its answer is likely to be theirs as well. */
  #fetch(reason: ForwardReason, known: StoredAnswer | undefined): Outcome | Promise<Outcome> {
    if (this.#asked.isOnlyIfCached) return notStored;
    const { flights } = this.#cache;
    const key = this.#flightKey();
    const isApart = flights.isApart(key, this.#exchange.node.now()) || this.#waits >= WAITS_MAX;
    const flight = isApart || this.#asked.isNoCache ? undefined : flights.find(key);
    if (flight !== undefined && this.#facts.range === undefined) return this.#wait(flight, known);
    return this.#lead(reason, known, isApart ? undefined : key);
  }

  #lead(reason: ForwardReason, known: StoredAnswer | undefined, key: string | undefined): undefined {
    const { ifNoneMatch, ifModifiedSince, range } = this.#facts;
    // The answer to a condition or for a range, and any to HEAD, is of no use to those who would wait.
    const isPlain =
      this.#exchange.method === "GET" &&
      range === undefined &&
      (known !== undefined || (ifNoneMatch === undefined && ifModifiedSince === undefined));
    const { flights } = this.#cache;
    const canLead = isPlain && key !== undefined && flights.find(key) === undefined;
    this.#cache.count("miss");
    this.#cache.begin({
      exchange: this.#exchange,
      key: this.#key,
      facts: this.#facts,
      requestLines: linesNow(this.#exchange),
      asked: this.#asked,
      reason: this.#asked.isNoCache ? "request" : reason,
      known,
      flight: canLead ? flights.begin(key, this.#exchange.node.now) : undefined,
    });
    return undefined;
  }

  #wait(flight: Flight, known: StoredAnswer | undefined): Promise<Outcome> {
    const nowMs = performance.now();
    if (this.#waits === 0) this.#waitsUntilMs = nowMs + this.#rules.waitMs;
    this.#waits++;
    this.#cache.count("collapsed");
    return flight.landing(Math.max(0, this.#waitsUntilMs - nowMs)).then((landing) => this.#afterWait(landing, known));
  }

  #afterWait(landing: Landing, known: StoredAnswer | undefined): Outcome | Promise<Outcome> {
    if (this.#exchange.isOver) return undefined;
    if (landing === "stored" || landing === "abandoned") return this.#look();
    const nowMs = this.#exchange.node.now();
    if (landing === "failed" && known?.isKept && mayStandIn(known, nowMs)) return this.#use(known, nowMs);
    return this.#lead(known === undefined ? "uri-miss" : "stale", known, undefined);
  }

  /** Fetches a newer answer for others while this caller gets the old one. */
  #refresh(known: StoredAnswer): void {
    const key = this.#flightKey();
    const { flights } = this.#cache;
    if (flights.find(key) !== undefined || flights.isApart(key, this.#exchange.node.now())) return;
    beginRefresh(this.#exchange, this.#rules.stepId, (exchange) =>
      this.#cache.begin({
        exchange,
        key: this.#key,
        facts: readRequestFacts(exchange.incoming.headerLines),
        requestLines: linesNow(this.#exchange),
        asked: NOTHING_ASKED,
        reason: "stale",
        known,
        flight: flights.begin(key, exchange.node.now),
      }),
    );
  }

  /** Calls that would get the same answer, as far as what is stored tells by what answers vary. */
  #flightKey(): string {
    const [newest] = this.#cache.find(this.#key.text)?.answers ?? [];
    if (newest === undefined || newest.content.varyNames.length === 0) return this.#key.text;
    return this.#key.text + this.#cache.varyPart(this.#exchange, newest);
  }

  #passBy(reason: ForwardReason): undefined {
    this.#cache.count("bypass");
    this.#exchange.cacheResult = `fwd=${reason}`;
    this.#exchange.setAnswerHeader("cache-status", cacheStatus(this.#exchange.cacheResult, undefined));
    return undefined;
  }
}

/** The request's header as it is now: policies behind this one may change it, and the next lookup does not see that. */
function linesNow({ request }: GatewayExchange): readonly string[] {
  return request.isChanged ? [...request.lines] : request.lines;
}

const NO_KEY: CacheKey = { text: "", query: "", isPerCaller: false };
const notStored: Outcome = {
  problem: "answer-not-cached",
  detail: "No answer is stored that the request would accept.",
};
