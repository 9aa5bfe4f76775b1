import { Sieve } from "./sieve.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/** What answers are kept for: their requests had the same key and differ in what the answers vary by. */
export interface Resource {
  readonly key: string;
  readonly apiId: string;
  /** As in the request line. */
  readonly path: string;
  /** The part of the query that is in the key, without the `?`. */
  readonly query: string;
  /** The newest first. */
  readonly answers: StoredAnswer[];
}

/** More than so many answers to one key are an attack or an answer that varies by what it should not. */
const VARIANTS_MAX = 64;
/** One answer takes no more than this part of the memory. */
const SHARE_MAX = 8;

/** Answers in a bounded memory. */
export class AnswerStore {
  readonly bytesMax: number;
  readonly #resources = new Map<string, Resource>();
  readonly #byPath = new Map<string, Set<Resource>>();
  readonly #sieve = new Sieve<StoredAnswer>();
  #bytes = 0;
  #answers = 0;
  #evictions = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get answers(): number {
    return this.#answers;
  }

  get evictions(): number {
    return this.#evictions;
  }

  get answerBytesMax(): number {
    return this.bytesMax / SHARE_MAX;
  }

  find(key: string): Resource | undefined {
    return this.#resources.get(key);
  }

  /** False when it is too large to be kept. */
  add(answer: StoredAnswer): boolean {
    if (answer.bytes > this.answerBytesMax) return false;
    const { resource } = answer;
    if (resource.answers.length === 0) this.#addResource(resource);
    resource.answers.unshift(answer);
    this.#sieve.add(answer);
    this.#bytes += answer.bytes;
    this.#answers++;
    const surplus = resource.answers[VARIANTS_MAX];
    if (surplus !== undefined) this.delete(surplus);
    while (this.#bytes > this.bytesMax) if (!this.#evict()) break;
    return true;
  }

  /** Nothing happens for one that is not there any more. */
  delete(answer: StoredAnswer): void {
    if (!answer.isKept) return;
    this.#sieve.delete(answer);
    this.#forget(answer);
  }

  /** Puts an answer in the place of another. False when the other is gone meanwhile, or this one is too large. */
  replace(answer: StoredAnswer, by: StoredAnswer): boolean {
    if (!answer.isKept) return false;
    this.delete(answer);
    return this.add(by);
  }

  /** Forgets what an API's path answers, whatever the query, and for whomever it was. Gives back how many answers. */
  deleteByPath(apiId: string, path: string, query?: string): number {
    const found = [...(this.#byPath.get(pathKey(apiId, path)) ?? [])];
    return this.#deleteAll(found.filter((resource) => query === undefined || resource.query === query));
  }

  /** Forgets what a condition holds for, whatever it takes to look through all. Gives back how many answers. */
  deleteWhere(isMeant: (answer: StoredAnswer) => boolean): number {
    const meant = [...this.#resources.values()].flatMap(({ answers }) => answers.filter(isMeant));
    for (const answer of meant) this.delete(answer);
    return meant.length;
  }

  #deleteAll(resources: readonly Resource[]): number {
    const answers = resources.flatMap((resource) => resource.answers);
    for (const answer of answers) this.delete(answer);
    return answers.length;
  }

  #evict(): boolean {
    const answer = this.#sieve.evict();
    if (answer === undefined) return false;
    this.#evictions++;
    this.#forget(answer);
    return true;
  }

  #forget(answer: StoredAnswer): void {
    const { resource } = answer;
    resource.answers.splice(resource.answers.indexOf(answer), 1);
    this.#bytes -= answer.bytes;
    this.#answers--;
    if (resource.answers.length > 0) return;
    this.#resources.delete(resource.key);
    const key = pathKey(resource.apiId, resource.path);
    const sharing = this.#byPath.get(key);
    sharing?.delete(resource);
    if (sharing?.size === 0) this.#byPath.delete(key);
  }

  #addResource(resource: Resource): void {
    this.#resources.set(resource.key, resource);
    const key = pathKey(resource.apiId, resource.path);
    const sharing = this.#byPath.get(key);
    if (sharing === undefined) this.#byPath.set(key, new Set([resource]));
    else sharing.add(resource);
  }
}

function pathKey(apiId: string, path: string): string {
  return `${apiId} ${path}`;
}
