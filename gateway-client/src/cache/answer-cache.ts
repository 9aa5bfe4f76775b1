import type { CachePurge } from "@gatehouse/contract/settings.ts";
import type { LookupRules } from "../../policies/answer-rules.ts";
import type { Outcome } from "../../policies/define.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { addToFigure, cacheFigure, readFigure, setFigure, type ThreadFigures } from "../telemetry/thread-figures.ts";
import { AnswerStore, type Resource } from "./answer-store.ts";
import { AnswerTask, type Errand } from "./answer-task.ts";
import type { CacheEvent } from "./cache-events.ts";
import type { CacheKey } from "./cache-key.ts";
import { Flights } from "./flights.ts";
import { watchForInvalidation } from "./invalidation.ts";
import { Lookup } from "./lookup.ts";
import { joinedParts } from "./make-content.ts";
import type { CacheNeighbours } from "./neighbours.ts";
import { inOwnMemory } from "./own-memory.ts";
import { applyPurge } from "./purge.ts";
import { RecordingMemory } from "./recording.ts";
import { type AnswerContent, StoredAnswer } from "./stored-answer.ts";
import { varyValue } from "./vary.ts";

/** The status of a call whose caller was gone before there was one. */
const CALLER_GONE = 499;
/** What recordings may take beside what is stored: a part of the memory. */
const RECORDING_SHARE = 4;

export interface AnswerCacheOptions {
  readonly bytesMax: number;
  /** Where it says what it keeps and does. */
  readonly figures: ThreadFigures;
  /** The caches of the node's other threads. */
  readonly neighbours?: CacheNeighbours | undefined;
}

/** The answers that one thread keeps, and the calls that are under way to keep more. */
export class AnswerCache {
  readonly recordings: RecordingMemory;
  readonly flights = new Flights();
  readonly #store: AnswerStore;
  readonly #figures: ThreadFigures;
  readonly #neighbours: CacheNeighbours | undefined;
  readonly #tasks = new Set<AnswerTask>();
  #purgedUpTo: number | undefined;

  constructor({ bytesMax, figures, neighbours }: AnswerCacheOptions) {
    this.#store = new AnswerStore(bytesMax);
    this.#figures = figures;
    this.#neighbours = neighbours;
    neighbours?.hear(({ apiId, path }) => this.#forgetPath(apiId, path));
    this.recordings = new RecordingMemory(bytesMax / RECORDING_SHARE);
  }

  get answerBytesMax(): number {
    return this.#store.answerBytesMax;
  }

  /** What the policy `cache-lookup` says: an answer, nothing, or to wait for another call's. */
  lookUp(exchange: GatewayExchange, rules: LookupRules): Outcome | Promise<Outcome> {
    return new Lookup(this, exchange, rules).begin();
  }

  /** The newest answer that the request's headers select (RFC 9111, 4.1). */
  select(exchange: GatewayExchange, resource: Resource): StoredAnswer | undefined {
    const [first] = resource.answers;
    if (first === undefined || first.content.varyNames.length === 0) return first;
    const { lines } = exchange.request;
    return resource.answers.find(({ content: { varyNames, varyValues } }) =>
      varyNames.every((name, index) => varyValue(lines, name) === varyValues[index]),
    );
  }

  /** What a request says under the names that an answer varies by. */
  varyPart({ request }: GatewayExchange, { content }: StoredAnswer): string {
    return content.varyNames.map((name) => `\r\n${varyValue(request.lines, name)}`).join("");
  }

  find(key: string): Resource | undefined {
    return this.#store.find(key);
  }

  /** Sends a call to the backend; what comes is stored where it may be. */
  begin(errand: Errand): AnswerTask {
    const task = new AnswerTask(this, errand);
    this.#tasks.add(task);
    errand.exchange.answerTap = task;
    errand.exchange.onEnd(({ status }) => task.over(status === CALLER_GONE));
    return task;
  }

  forgetTask(task: AnswerTask): void {
    this.#tasks.delete(task);
  }

  /** Before an unsafe call: its success says that what is stored for its URL holds no longer (RFC 9111, 4.4). */
  beforeForward(exchange: GatewayExchange): void {
    if (exchange.answerTap === undefined && exchange.api.storesAnswers) watchForInvalidation(this, exchange);
  }

  /** Stores an answer in the place of the one that it is newer than. False where others cannot use it. */
  keep(errand: Errand, content: AnswerContent): boolean {
    const { part, body } = content;
    // A part that is not as long as it says would be put together to something that the backend never sent.
    if (part !== undefined && body.length !== part.last - part.first + 1) return false;
    const resource = this.#store.find(errand.key.text) ?? resourceOf(errand.exchange, errand.key);
    let answer = new StoredAnswer(resource, content);
    const before = this.#selectSame(resource, answer);
    if (before !== undefined) {
      if (part !== undefined && before.status === 200) return false;
      answer = joinedParts(answer, before) ?? answer;
      this.#store.delete(before);
    }
    const isStored = this.#store.add(answer);
    if (isStored) this.count("stored");
    this.#show();
    return isStored && answer.freshUntilMs > content.receivedAtMs && content.directives.noCache !== true;
  }

  replaceStored(known: StoredAnswer, by: StoredAnswer): boolean {
    const isReplaced = this.#store.replace(known, by);
    this.#show();
    return isReplaced;
  }

  deleteStored(known: StoredAnswer): void {
    this.#store.delete(known);
    this.#show();
  }

  /** Forgets what an API has stored for a path, in every thread. */
  invalidate(apiId: string, path: string): void {
    this.#forgetPath(apiId, path);
    this.#neighbours?.tell({ apiId, path });
  }

  /** What is stored, and what is on its way there. */
  #forgetPath(apiId: string, path: string): void {
    for (const task of this.#tasks) {
      const { exchange } = task.errand;
      if (exchange.api.id === apiId && exchange.path === path) task.isVoid = true;
    }
    this.count("purged", this.#store.deleteByPath(apiId, path));
    this.#show();
  }

  /**
   * Carries out what has been ordered since the last time, each once. A thread that has just begun has nothing to forget; one that
   * has missed some that are not in the list any more forgets everything.
   */
  purge(orders: readonly CachePurge[]): void {
    const last = orders.at(-1)?.sequence ?? this.#purgedUpTo ?? 0;
    const before = this.#purgedUpTo;
    this.#purgedUpTo = Math.max(last, before ?? 0);
    if (before === undefined || last <= before) return;
    const due = orders.filter(({ sequence }) => sequence > before);
    const hasGap = orders[0] !== undefined && orders[0].sequence > before + 1 && due.length === orders.length;
    for (const task of this.#tasks) {
      if (hasGap || due.some(({ api }) => api === task.errand.exchange.api.id)) task.isVoid = true;
    }
    const forgotten = hasGap
      ? this.#store.deleteWhere(() => true)
      : due.reduce((sum, order) => sum + applyPurge(this.#store, order), 0);
    this.count("purged", forgotten);
    this.#show();
  }

  count(event: CacheEvent, by = 1): void {
    addToFigure(this.#figures, cacheFigure(event), by);
  }

  /** The stored answer whose place a new one takes: the same selecting headers, as the new one sees them. */
  #selectSame(resource: Resource, answer: StoredAnswer): StoredAnswer | undefined {
    const { varyNames, varyValues } = answer.content;
    return resource.answers.find(
      ({ content }) =>
        content.varyNames.join() === varyNames.join() && content.varyValues.join("\n") === varyValues.join("\n"),
    );
  }

  #show(): void {
    setFigure(this.#figures, "cacheBytes", this.#store.bytes);
    setFigure(this.#figures, "cacheAnswers", this.#store.answers);
    const evicted = readFigure(this.#figures, cacheFigure("evicted"));
    this.count("evicted", this.#store.evictions - evicted);
  }
}

function resourceOf(exchange: GatewayExchange, key: CacheKey): Resource {
  return {
    key: inOwnMemory(key.text),
    apiId: exchange.api.id,
    path: inOwnMemory(exchange.path),
    query: inOwnMemory(key.query),
    answers: [],
  };
}
