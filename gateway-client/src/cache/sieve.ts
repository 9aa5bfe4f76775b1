/** What a sieve holds: its links and mark belong to the sieve alone. */
export interface Sifted<T> {
  newer: T | undefined;
  older: T | undefined;
  isVisited: boolean;
}

/**
 * The order in which a bounded memory forgets, by SIEVE (Zhang et al., NSDI 2024): a hand goes from the oldest to the newest,
 * spares once what was used since it last came by, and takes the first that was not. Using one costs a flag and no lock or link,
 * and one-time visitors do not push out what is asked for again and again.
 */
export class Sieve<T extends Sifted<T>> {
  #newest: T | undefined;
  #oldest: T | undefined;
  #hand: T | undefined;

  add(node: T): void {
    node.isVisited = false;
    node.newer = undefined;
    node.older = this.#newest;
    if (this.#newest !== undefined) this.#newest.newer = node;
    this.#newest = node;
    this.#oldest ??= node;
  }

  delete(node: T): void {
    if (this.#hand === node) this.#hand = node.newer;
    if (this.#newest === node) this.#newest = node.older;
    if (this.#oldest === node) this.#oldest = node.newer;
    if (node.newer !== undefined) node.newer.older = node.older;
    if (node.older !== undefined) node.older.newer = node.newer;
    node.newer = undefined;
    node.older = undefined;
  }

  /** The one to forget next, taken out; undefined when there is none. */
  evict(): T | undefined {
    let node = this.#hand ?? this.#oldest;
    while (node?.isVisited) {
      node.isVisited = false;
      node = node.newer ?? this.#oldest;
    }
    if (node === undefined) return undefined;
    this.#hand = node.newer;
    this.delete(node);
    return node;
  }
}
